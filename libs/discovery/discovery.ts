/** One running process that serves a context. */
export interface Instance {
  /** Process name and replica. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

/** Finds instances: in the list of the placement, or in a registry (`registry.ts`). */
export interface Discovery {
  /** The instances known to serve the context, whether they answer or not. Makes no call. */
  instancesOf(context: string): readonly Instance[];
  close(): Promise<void>;
}
