/** One running process that serves a context. */
export interface Instance {
  /** Process name and replica. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

/** Interface for finding instances: a static list now, a registry later. */
export interface Discovery {
  /** The instances known to serve the context, whether they answer or not. Makes no call. */
  instancesOf(context: string): readonly Instance[];
  close(): Promise<void>;
}
