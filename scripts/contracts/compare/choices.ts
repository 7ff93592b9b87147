/** A JSON Schema of the subset that our documents use. */
export type Schema = Readonly<Record<string, unknown>>;
export type Resolve = (ref: string) => Schema;

/** What narrows or widens the values of one simple schema. */
export const LEAST = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'];
export const MOST = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'];
export const SAME = ['pattern', 'format', 'x-sealed'];
/** What says nothing of the values. */
/** Of an open enumeration the words are a note: readers take any (docs/versioning.md). */
const NOTES = ['title', 'description', 'examples', 'default', 'deprecated', 'example', 'x-extensible-enum'];
const KNOWN = new Set([
  ...['$ref', 'anyOf', 'oneOf', 'type', 'const', 'enum', 'properties', 'required', 'items', 'contentSchema'],
  ...['additionalProperties', 'propertyNames', ...LEAST, ...MOST, ...SAME, ...NOTES],
]);

/**
 * A schema as a list of simple ones without `$ref`, `anyOf`, `oneOf` or a list of types. Throws for a keyword that is not compared: a
 * break in it would not be seen.
 */
export function choicesOf(schema: Schema, resolve: Resolve): readonly Schema[] {
  const stranger = Object.keys(schema).find((name) => !KNOWN.has(name));
  if (stranger)
    throw new Error(`schemas with "${stranger}" are not compared yet: scripts/contracts/compare/choices.ts`);
  const { $ref, anyOf, oneOf, type, ...rest } = schema;
  if (typeof $ref === 'string') return choicesOf({ ...resolve($ref), ...rest }, resolve);
  const choices = (anyOf ?? oneOf) as readonly Schema[] | undefined;
  if (choices) return choices.flatMap((one) => choicesOf({ ...rest, ...one }, resolve));
  if (Array.isArray(type)) return type.map((one) => ({ ...rest, type: one as string }));
  return [type === undefined ? rest : { ...rest, type }];
}
