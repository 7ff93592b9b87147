import type { Logger } from '@nestjs/common';
import { FoldedLog } from '#libs/logging';

/** What an agent does not do now, for logs and health: a line when it begins, a line when it is over. */
export class Reach {
  private readonly troubles = new Map<string, string>();
  private readonly folded: FoldedLog;

  constructor(logger: Pick<Logger, 'warn'>) {
    this.folded = new FoldedLog((line) => logger.warn(line));
  }

  trouble(): string | undefined {
    return [...this.troubles.values()][0];
  }

  /** @param what  that was asked for; it is over when all of them are answered again */
  failed(what: string, { message }: Error): void {
    this.troubles.set(what, message);
    this.folded.happened('agent', `${message}; the last known instances are kept`);
  }

  answered(what: string): void {
    this.troubles.delete(what);
    if (!this.troubles.size) this.folded.over('agent');
  }

  /** What the agent says of a service and people should know; undefined: nothing. */
  tell(service: string, text: string | undefined): void {
    if (text === undefined) this.folded.over(service);
    else this.folded.happened(service, text);
  }
}
