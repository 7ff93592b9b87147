import { contexts } from '#contexts';

/** Every context that owns data. */
export const CONTEXTS: readonly string[] = Object.keys(contexts.contexts);

/** Whose databases there are: those of the contexts, and `provider`, which stands in for a foreign system. */
export const OWNERS: readonly string[] = Object.entries(contexts.contexts).flatMap(([name, { databases = [] }]) => [
  name,
  ...databases,
]);
