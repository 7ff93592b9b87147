import { recordLine } from '#libs/logging';
import type { Message, Reply, Verdict } from '../envelope.js';

/** One line per message, for development: sender, receiver, type, duration, result. */
export interface MessageLog {
  message(from: string, to: string, message: Message, begun: number, verdict: Verdict): void;
  request(from: string, to: string, type: string, begun: number, reply: Reply): void;
}

export const silent: MessageLog = { message: () => undefined, request: () => undefined };

const WIDTH = 15;

/** `orders → inventory        reserve-stock      2.1 ms  done  01J…` */
export class ConsoleMessageLog implements MessageLog {
  /** @param isJson  an object per message, for programs */
  constructor(private readonly isJson = false) {}

  message(from: string, to: string, { type, key }: Message, begun: number, verdict: Verdict): void {
    this.line(
      from,
      '→',
      to,
      type,
      begun,
      verdict.outcome === 'failed' ? `failed ${verdict.error.code}` : verdict.outcome,
      key,
    );
  }

  request(from: string, to: string, type: string, begun: number, reply: Reply): void {
    this.line(from, '⇄', to, type, begun, 'error' in reply ? reply.error.code : 'replied', '');
  }

  private line(
    from: string,
    arrow: string,
    to: string,
    type: string,
    begun: number,
    outcome: string,
    key: string,
  ): void {
    const what = type.slice(type.indexOf('.') + 1).replace(/\.v1$/, '');
    const took = `${(performance.now() - begun).toFixed(1)} ms`;
    if (this.isJson) {
      const message = `${from} ${arrow} ${to} ${what}: ${outcome}`;
      const more = { from, to, type, took, outcome, key: key || undefined };
      return void process.stdout.write(`${recordLine({ level: 'log', context: 'messages', message }, more)}\n`);
    }
    process.stdout.write(
      `${from.padStart(16)} ${arrow} ${to.padEnd(WIDTH)} ${what.padEnd(22)} ${took.padStart(9)}  ${outcome.padEnd(8)} ${key}\n`,
    );
  }
}
