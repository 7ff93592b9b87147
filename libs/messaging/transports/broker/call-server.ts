import type { ContextServer } from '../../door/context-server.js';
import { messagingError, toWire, Unreachable, Unreadable } from '../../errors.js';
import { answerOf, type CallResult } from './answer.js';
import { MOST_CHARACTERS, type BrokerCall } from './call.js';
import type { CallDesk } from './call-desk.js';

interface Answer {
  /** Where the caller waits for it. */
  readonly to: string;
  readonly text: string;
}

const TAKEN_BEFORE: CallResult = { broken: 'the process that had taken the call is gone' };

/** Executes the calls to a context that were taken out of its queues. */
export class CallServer {
  private isStopping = false;

  constructor(
    private readonly server: ContextServer,
    private readonly desk: CallDesk,
  ) {}

  get context(): string {
    return this.server.context;
  }

  /** From now on calls are answered as not begun. */
  stop(): void {
    this.isStopping = true;
  }

  /**
   * Never rejects. Undefined: the call was refused, and nobody is answered.
   *
   * @param id    the id under which the broker has the call
   * @param data  what lay in the queue
   * @param isAgain  the broker has delivered it before: whoever took it then has ended, and the caller decides whether it is repeated
   */
  async answerTo(id: string, data: unknown, isAgain = false): Promise<Answer | undefined> {
    const { over } = this.desk.options;
    const admitted = this.desk.guard.admit(id, this.context, data, isAgain);
    if (!admitted) return undefined;
    const { call, key } = admitted;
    return { to: call.from, text: answerOf({ over, key }, id, isAgain ? TAKEN_BEFORE : await this.resultOf(call)) };
  }

  private async resultOf(call: BrokerCall): Promise<CallResult> {
    if (this.isStopping) return { unreachable: `${this.context} stops here` };
    const remainingMs = this.desk.options.clock.leftMs(call);
    try {
      if ('frame' in call) return { receipts: await this.server.deliver({ ...call.frame, remainingMs }) };
      if (!this.server.takesRequests) return { unreachable: `${this.context} takes no requests here` };
      const reply = await this.server.request({ ...call.request, remainingMs });
      return { reply: 'body' in reply && reply.body.length > MOST_CHARACTERS ? tooLarge(call.request.type) : reply };
    } catch (error) {
      const { message } = error as Error;
      if (error instanceof Unreachable) return { unreachable: message };
      return error instanceof Unreadable ? { unreadable: message } : { broken: message };
    }
  }
}

const tooLarge = (type: string) => ({
  error: toWire(messagingError('reply.invalid', `the reply to ${type} is over ${MOST_CHARACTERS} characters`)),
});
