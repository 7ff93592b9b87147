/** The part of `/v1/ops/sagas` that the commands read. */
export interface OpenSaga {
  readonly id: string;
  readonly saga: string;
  readonly state: string;
  readonly step: string | null;
  readonly reason: string | null;
  readonly since: string;
}

export interface SagaStep {
  readonly name: string;
  readonly status: string;
  readonly attempts: number;
  readonly until: string | null;
  readonly needsHelp: boolean;
}
export interface SagaEntry {
  readonly at: string;
  readonly what: string;
  readonly step: string | null;
  readonly reason: string | null;
  readonly by: string | null;
  readonly sends: string | null;
  readonly undoes: string | null;
}
export interface Saga {
  readonly id: string;
  readonly saga: string;
  readonly state: string;
  readonly reason: string | null;
  readonly steps: readonly SagaStep[];
  readonly entries: readonly SagaEntry[];
}

export interface Helped {
  readonly id: string;
  readonly step: string;
  readonly status: string;
  readonly state: string;
}
