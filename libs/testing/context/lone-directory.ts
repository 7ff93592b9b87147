import { Directory, effectsOf, type Contract } from '#libs/messaging';

export const OTHERS = 'others';

/** A directory for a context alone: everything that it does not send to itself goes to one receiver that stands for all others. */
export class LoneDirectory extends Directory {
  constructor(private readonly name: string) {
    super({ [name]: [], [OTHERS]: [] });
  }

  override receiversOf({ name, kind, context }: Contract, sender: string, own: ReadonlySet<string>): readonly string[] {
    if (own.has(name)) return [kind === 'effect' ? effectsOf(sender) : sender];
    return [kind !== 'event' && context === this.name ? sender : OTHERS];
  }
}
