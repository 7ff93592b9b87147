import type { z } from 'zod';

/** Under which a schema says that it is sealed. */
const MARK = 'isSealed';

/**
 * A field that only its receiver may read: it is encrypted for that context from the moment at which its message is made, so no
 * wire, broker, table, dead letter or log holds it. Handlers get it as it is. Always the outermost: `password: Sealed(Password)`.
 */
export const Sealed = <S extends z.ZodType>(schema: S): S => schema.meta({ [MARK]: true });

export const isSealed = (schema: z.core.$ZodType): boolean => (schema as z.ZodType).meta?.()?.[MARK] === true;

/** The way to a field: the names on it, from the outside in. */
export type Path = readonly string[];

/** The sealed fields of a payload. Throws TypeError where one is not a field of an object: lists have no names to seal them under. */
export function sealedIn(payload: z.core.$ZodType): readonly Path[] {
  if (isSealed(payload)) return [[]];
  const def = payload._zod.def as unknown as Readonly<Record<string, unknown>>;
  if (def['type'] === 'object')
    return Object.entries(def['shape'] as Record<string, z.core.$ZodType>).flatMap(([name, field]) =>
      sealedIn(field).map((path) => [name, ...path]),
    );
  const inner = schemasBelow(def);
  const paths = inner.flatMap((one) => sealedIn(one));
  if (paths.length && !WRAPPERS.has(def['type']))
    throw new TypeError(`what is in a ${String(def['type'])} cannot be sealed`);
  return paths;
}

/** Kinds of schemas that stand for the same value as the one below them. */
const WRAPPERS: ReadonlySet<unknown> = new Set([
  'optional',
  'nullable',
  'nonoptional',
  'readonly',
  'default',
  'prefault',
]);

/** What a schema is made of, whatever its kind calls it. */
const schemasBelow = (def: Readonly<Record<string, unknown>>): readonly z.core.$ZodType[] =>
  Object.values(def)
    .flat()
    .filter((part): part is z.core.$ZodType => typeof part === 'object' && part !== null && '_zod' in part);
