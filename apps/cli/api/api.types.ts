/** The part of the operators' API that the commands read; all of it is described at /openapi.json. */
export interface Lane {
  readonly receiver: string;
  readonly due: number;
  readonly oldestDueMs: number | null;
  readonly underWay: number;
  readonly later: number;
  readonly deadLetters: number;
  readonly inMemory: number;
  readonly window: number;
  readonly away: boolean;
}

/** Contexts that did not answer: their data is not included. */
interface Partial {
  readonly missing: readonly string[];
}

/** How far a copy of a read model is behind. */
export interface ProjectionLag {
  readonly projection: string;
  readonly store: string;
  readonly copy: number;
  readonly state: string;
  readonly isFilled: boolean;
  readonly lagSeconds: number | null;
}

export interface Lag extends Partial {
  readonly contexts: readonly {
    readonly context: string;
    readonly replica: string;
    readonly lanes: readonly Lane[];
    /** Left out where there are none, and by older releases. */
    readonly projections?: readonly ProjectionLag[];
  }[];
}

export interface Breaker {
  readonly name: string;
  readonly state: 'closed' | 'open' | 'half-open';
  readonly since: string;
  readonly counts: { readonly successes: number; readonly failures: number; readonly refused: number };
  readonly opened: number;
}
export interface Breakers {
  readonly data: readonly Breaker[];
}

export interface Group {
  readonly context: string;
  readonly group: string;
  readonly receiver: string;
  readonly type: string;
  readonly error: string;
  readonly count: number;
  readonly oldest: string;
}
export interface Groups extends Partial {
  readonly data: readonly Group[];
}

export interface Letter {
  readonly id: string;
  readonly receiver: string;
  readonly type: string;
  readonly key: string;
  readonly group: string;
  readonly failures: number;
  readonly why: string;
  readonly diedAt: string;
}
export interface DeadMessage {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly headers: object;
  readonly body?: object;
  readonly bornAt: string;
  readonly letters: readonly (Pick<Letter, 'receiver' | 'group' | 'failures' | 'why' | 'diedAt'> & {
    readonly settled: { readonly at: string; readonly by: string | null; readonly why: string | null } | null;
  })[];
}

export interface Settlement {
  readonly settled: number;
  readonly already: number;
  readonly more: boolean;
}

export interface Fact {
  readonly at: string;
  readonly ms: number;
  readonly context: string;
  readonly kind: string;
  readonly what: string;
  readonly details: Readonly<Record<string, unknown>>;
}
export interface Story extends Partial {
  readonly facts: readonly Fact[];
  readonly traces: readonly { readonly id: string; readonly url?: string }[];
  readonly isWhole: boolean;
}
