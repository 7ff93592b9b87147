import { tracing, type Span } from '#libs/telemetry';
import { contextOf } from '../directory.js';
import type { Headers, Message, Verdict } from '../envelope.js';
import { messagingError } from '../errors.js';
import { scopeOfMessage } from '../scope.js';
import { below, processed, processing } from '../spans/index.js';
import type { DoorLog } from './door-log.js';
import type { Handlers } from './handlers.js';
import { refuseOld } from './refuse-old.js';
import { verdictOn } from './verdict.js';

/** Handles messages, and turns whatever happens into the verdict for their receipts. */
export class Judge {
  constructor(
    private readonly context: string,
    private readonly handlers: Handlers,
    private readonly log: DoorLog,
  ) {}

  /** Never rejects. @param sender  who has sent the frame, by the proof of its transport */
  verdict(message: Message, sender: string): Promise<Verdict> {
    let headers: Headers | undefined;
    try {
      headers = JSON.parse(message.headers) as Headers;
      if (headers.source !== contextOf(sender))
        throw messagingError('message.forbidden', `${sender} may not speak for ${headers.source}`);
    } catch (error) {
      return Promise.resolve(this.failed(message, headers, error));
    }
    const span = tracing && processing(message, headers, this.context);
    return span ? this.traced(span, message, headers) : this.handle(message, headers);
  }

  private async traced(span: Span, message: Message, headers: Headers): Promise<Verdict> {
    const verdict = await span.run(() => this.handle(message, below(span, headers)));
    processed(span, verdict);
    return verdict;
  }

  private async handle(message: Message, headers: Headers): Promise<Verdict> {
    try {
      if (headers.source !== this.context) refuseOld(message.type, headers.time); // a timer may be set for longer
      const scope = scopeOfMessage(message, headers);
      await this.handlers.run(scope, JSON.parse(message.body));
      if (scope.pending.length) return { outcome: 'done' };
      const why = `${message.type} was handled without a decision, so its inbox row was not written`;
      throw messagingError('message.no-decision', why);
    } catch (error) {
      return this.failed(message, headers, error);
    }
  }

  private failed(message: Message, headers: Headers | undefined, error: unknown): Verdict {
    this.log.failed({ ...message, headers }, error);
    return verdictOn(error);
  }
}
