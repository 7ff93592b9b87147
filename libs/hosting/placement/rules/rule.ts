import type { Known } from '../known.js';
import type { Placement } from '../placement.js';
import type { Path } from '../../yaml/index.js';

/** What a placement must fit into. */
export interface Limits {
  /** `max_connections` of the PostgreSQL servers; not checked when left out. */
  readonly maxConnections?: number;
  /** CLEAVE_POOL_SIZE of the processes; 5 when left out. */
  readonly poolSize?: number;
}

/** What a rule judges. */
export interface Judged {
  readonly placement: Placement;
  /** What the file says of contexts that it does not name. */
  readonly byDefault: string | undefined;
  readonly known: Known;
  readonly limits: Limits;
}

/** Notes that something at a path of the file is wrong: the value there, or its key. */
export type Refuse = (path: Path, reason: string, part?: 'key' | 'value') => void;
export type Rule = (judged: Judged, refuse: Refuse) => void;
