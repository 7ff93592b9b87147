import type { Logger } from '@nestjs/common';
import { FoldedLog } from '#libs/logging';

/** Whether the agent answers, as logs and health tell it: one line when it goes, one when it is back. */
export class Reach {
  private why: string | undefined;
  private readonly folded: FoldedLog;

  constructor(logger: Pick<Logger, 'warn'>) {
    this.folded = new FoldedLog((line) => logger.warn(line));
  }

  /** Why it does not answer now; undefined: it does. */
  trouble(): string | undefined {
    return this.why;
  }

  answered(): void {
    this.why = undefined;
    this.folded.over('away');
  }

  failed({ message }: Error): void {
    this.why = `${message}; the last known instances are kept`;
    this.folded.happened('away', this.why);
  }

  /** Something that the agent tells and people should know, once while it lasts. */
  tell(kind: string, text: string | undefined): void {
    if (text === undefined) this.folded.over(kind);
    else this.folded.happened(kind, text);
  }
}
