import type { z } from 'zod';

/** The metadata key of sealed schemas. */
const MARK = 'isSealed';

/**
 * A field that only its receiver may read: it is encrypted for that context when the message is made, so no network, broker, table, dead
 * letter or log contains its plain text. Handlers get it decrypted. It must be the outermost schema: `password: Sealed(Password)`.
 */
export const Sealed = <S extends z.ZodType>(schema: S): S => schema.meta({ [MARK]: true });

export const isSealed = (schema: z.core.$ZodType): boolean => (schema as z.ZodType).meta?.()?.[MARK] === true;

/** The path of a field: property names from the outside in. */
export type Path = readonly string[];

/** The sealed fields of a payload. Throws TypeError for one that is not a field of an object, such as a list element. */
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

/** Schema types that only wrap another schema of the same value. */
const WRAPPERS: ReadonlySet<unknown> = new Set([
  'optional',
  'nullable',
  'nonoptional',
  'readonly',
  'default',
  'prefault',
]);

/** The schemas inside a schema, whatever its type calls them. */
const schemasBelow = (def: Readonly<Record<string, unknown>>): readonly z.core.$ZodType[] =>
  Object.values(def)
    .flat()
    .filter((part): part is z.core.$ZodType => typeof part === 'object' && part !== null && '_zod' in part);
