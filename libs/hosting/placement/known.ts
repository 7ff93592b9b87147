/** The contexts there are, as far as a placement speaks of them; the `Contexts` of an app are such. */
export interface Known {
  /** Those that own data. */
  readonly contexts: Readonly<
    Record<string, { readonly databases?: readonly string[]; readonly connections?: number }>
  >;
  /** The public door; it owns none. */
  readonly door: { readonly name: string };
}

/** Every context, the door first: it is what people look for. */
export const namesOf = ({ contexts, door }: Known): readonly string[] => [door.name, ...Object.keys(contexts)];
