/** One running process that serves a context. */
export interface Instance {
  /** Process name and replica. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

/** The port behind which instances are found: a static list now, a registry later. */
export interface Discovery {
  /** Those that are known to serve the context at the moment, whether they answer or not. Answers at once. */
  instancesOf(context: string): readonly Instance[];
  close(): Promise<void>;
}
