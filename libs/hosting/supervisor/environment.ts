import { urlVariable } from '#libs/database';
import type { Seat } from '../seat.js';

/**
 * What the supervisor knows and one process must not: the secret from which every key follows, and the way to all databases. Whatever
 * it needs of these, it is given.
 */
const KEPT_BACK =
  /^(CLEAVE_DATABASE_URL.*|DATABASE_URL|CLEAVE_(SECRET|KEYS|PLACEMENT|PROCESS|REPLICA|MANAGEMENT_PORT))(_FILE)?$/;

export interface Given {
  /** Of the placement, as it was resolved. */
  readonly file: string;
  /** The keys that it needs, and no others. */
  readonly keys: string;
  /** The databases of its own contexts → URL by their roles. */
  readonly urls: ReadonlyMap<string, string>;
  /** Variables of ours that are no business of any process. */
  readonly hidden: readonly string[];
  /** The databases are the embedded ones. */
  readonly isEmbedded: boolean;
  /** Nobody sees colours where the log goes. */
  readonly isPlain: boolean;
  /** Where brokers are, and the like. */
  readonly more: Readonly<Record<string, string>>;
}

/** The environment of one process: ours, without what is not its business. */
export function environmentOf(seat: Seat, ours: NodeJS.ProcessEnv, given: Given): NodeJS.ProcessEnv {
  const inherited = Object.entries(ours).filter(
    ([name]) => !KEPT_BACK.test(name) && !given.hidden.includes(name.replace(/_FILE$/, '')),
  );
  return {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries([...given.urls].map(([name, url]) => [urlVariable(name), url])),
    CLEAVE_KEYS: given.keys,
    CLEAVE_EMBEDDED: given.isEmbedded ? '1' : '0',
    CLEAVE_PLACEMENT: given.file,
    CLEAVE_PROCESS: seat.process.name,
    CLEAVE_REPLICA: seat.replica,
    [given.isPlain ? 'NO_COLOR' : 'FORCE_COLOR']: '1', // its output is a pipe to us, and no terminal
    ...given.more,
  };
}
