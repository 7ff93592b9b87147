export interface LocalBrokerOptions {
  /** The data folder (`CLEAVE_DATA_DIR`); made when missing. */
  readonly dataDir: string;
  /** Receives a line when it has ended and is started again. */
  log(line: string): void;
}

/** It is started again on the same port when it ends. */
export interface LocalBroker {
  /** The value of the variable. It contains a password. */
  readonly url: string;
  /** It can be used. Rejects with a readable message when it does not start. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}
