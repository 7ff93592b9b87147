import type { ContextEntry, Contexts, DoorEntry } from './contexts.js';
import type { PlacedProcess } from './placement/index.js';

/** The name in which a process itself sends a command: at the first start. */
export const HOST_NAME = 'host';

/** What of all contexts one process hosts. */
export interface Share {
  /** Contexts that own data. */
  readonly contexts: Readonly<Record<string, ContextEntry>>;
  /** The public door, where it is placed. */
  readonly door?: DoorEntry;
  /** All others, the door among them: what this process does not host, by name. */
  readonly others: readonly string[];
}

export function shareOf({ contexts, door }: Contexts, hosted: Pick<PlacedProcess, 'contexts'>): Share {
  const isHere = (name: string): boolean => hosted.contexts.includes(name);
  return {
    contexts: Object.fromEntries(Object.entries(contexts).filter(([name]) => isHere(name))),
    ...(isHere(door.name) && { door }),
    others: [...Object.keys(contexts), door.name].filter((name) => !isHere(name)),
  };
}

/** Environment variables that are for others alone. */
export const variablesOfOthers = ({ contexts, door }: Contexts, { others }: Share): readonly string[] =>
  others.flatMap((name) => (name === door.name ? door : contexts[name])?.variables ?? []);

/** In whose name this process speaks: its contexts', and at the door also its own, as `host`. */
export const speakersIn = ({ contexts, door }: Share): readonly string[] => [
  ...Object.keys(contexts),
  ...(door ? [door.name, HOST_NAME] : []),
];

/** The databases that these contexts own, each context's own first. */
export const databasesOf = (contexts: Share['contexts']): readonly string[] =>
  Object.entries(contexts).flatMap(([name, { databases = [] }]) => [name, ...databases]);
