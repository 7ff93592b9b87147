import { urlVariable } from '#libs/database';
import type { LogFormat } from '#libs/logging';
import type { Seat } from '../seat.js';

/**
 * Variables of the supervisor that its processes must not get: the secret from which all keys are derived, and the admin URL of all
 * databases. Each process gets only the keys and URLs that it needs.
 */
const KEPT_BACK =
  /^(CLEAVE_DATABASE_URL.*|DATABASE_URL|CLEAVE_(SECRET|ACCEPTED_SECRET|KEYS|PLACEMENT|PROCESS|REPLICA|MANAGEMENT_PORT))(_FILE)?$/;

export interface Given {
  /** Of the placement, as it was resolved. */
  readonly file: string;
  /** The keys that it needs, and no others. */
  readonly keys: string;
  /** The databases of its own contexts → URL by their roles. */
  readonly urls: ReadonlyMap<string, string>;
  /** Further variables of the supervisor that no process gets. */
  readonly hidden: readonly string[];
  /** The databases are the embedded ones. */
  readonly isEmbedded: boolean;
  /** The log is not a terminal, so it has no colours. */
  readonly isPlain: boolean;
  /** In which it writes its log, for the same reason. */
  readonly format: LogFormat;
  /** Further variables, such as the URLs of brokers. */
  readonly more: Readonly<Record<string, string>>;
}

/** The environment of one process: that of the supervisor without what it must not get. */
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
    [given.isPlain ? 'NO_COLOR' : 'FORCE_COLOR']: '1', // its output is a pipe to the supervisor, not a terminal
    LOG_FORMAT: given.format,
    ...given.more,
  };
}
