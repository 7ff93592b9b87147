type Environment = Readonly<Record<string, string>>;

/**
 * A program of `apps` that a context calls and that no placement lists, such as a server that stands for a foreign system. It is started
 * beside the context on the embedded databases, where a person has set nothing.
 */
export interface Beside {
  /** The folder of the program in `apps`; its state and its log have this name in the data folder. */
  readonly name: string;
  /** For people: `payment provider`. */
  readonly title: string;
  /** Whether the settings of the context name no other one. */
  isWanted(env: NodeJS.ProcessEnv): boolean;
  /** Settings of the program, and of the context that calls it. */
  settingsOf(given: BesideGiven): { readonly program: Environment; readonly context: Environment };
}

export interface BesideGiven {
  /** Of the loopback interface, for it to listen on. */
  readonly port: number;
  /** URL of the public API; undefined: another process serves it. */
  readonly api: string | undefined;
  /** A secret of the data folder, the same at every start. */
  secret(name: string): string;
  /** The path of a file in the data folder. */
  file(name: string): string;
}
