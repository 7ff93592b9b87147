import { Logger } from '@nestjs/common';
import type { Message, Reply, Verdict } from '../envelope.js';

/** One line per message, for development: sender, receiver, type, duration, result. */
export interface MessageLog {
  message(from: string, to: string, message: Message, begun: number, verdict: Verdict): void;
  request(from: string, to: string, type: string, begun: number, reply: Reply): void;
}

export const silent: MessageLog = { message: () => undefined, request: () => undefined };

const WIDTH = 15;

interface Handled {
  readonly from: string;
  readonly to: string;
  readonly type: string;
  readonly outcome: string;
  readonly key?: string;
  readonly ms: number;
}

/** `orders → inventory        reserve-stock      2.1 ms  done  01J…` */
export class ConsoleMessageLog implements MessageLog {
  private readonly logger = new Logger('messages');

  /** @param isJson  a record per message, for programs */
  constructor(private readonly isJson = false) {}

  message(from: string, to: string, { type, key }: Message, begun: number, verdict: Verdict): void {
    const outcome = verdict.outcome === 'failed' ? `failed ${verdict.error.code}` : verdict.outcome;
    this.line('→', { from, to, type, outcome, key, ms: performance.now() - begun });
  }

  request(from: string, to: string, type: string, begun: number, reply: Reply): void {
    const outcome = 'error' in reply ? reply.error.code : 'replied';
    this.line('⇄', { from, to, type, outcome, ms: performance.now() - begun });
  }

  private line(arrow: string, handled: Handled): void {
    const { from, to, type, outcome, key = '', ms } = handled;
    const what = type.slice(type.indexOf('.') + 1).replace(/\.v1$/, '');
    const took = ms.toFixed(1);
    if (this.isJson)
      return this.logger.log(`${from} ${arrow} ${to} ${what}: ${outcome}`, { ...handled, ms: Number(took) });
    process.stdout.write(
      `${from.padStart(16)} ${arrow} ${to.padEnd(WIDTH)} ${what.padEnd(22)} ${`${took} ms`.padStart(9)}  ${outcome.padEnd(8)} ${key}\n`,
    );
  }
}
