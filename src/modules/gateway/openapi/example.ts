import type { JsonSchema } from './convert.js';

/** Values of strings that their format alone makes clear. */
const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '01890a5d-ac96-774b-bcce-b302099a8057',
  'date-time': '2026-11-24T10:00:00.000Z',
  email: 'ada@example.org',
};

/** Thrown for a part of a schema of which no example can be made; its pointer says which. */
export class NoExample extends Error {}

/**
 * An example of a schema: the first that it declares, or one made of those of its parts. So a schema without unnamed strings needs
 * none of its own, and the page of a list shows the example of its rows. Throws NoExample.
 */
export function exampleOf(schema: JsonSchema, components: Readonly<Record<string, JsonSchema>>, at = ''): unknown {
  if (schema.$ref) return exampleOf(components[schema.$ref.split('/').at(-1)!]!, components, at);
  if (schema.example !== undefined) return schema.example;
  const [declared] = [schema.examples, schema.enum, 'const' in schema && [schema.const]].flatMap((one) => one || []);
  if (declared !== undefined) return declared;
  if (schema.default !== undefined) return schema.default;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return ofChoices(choices, components, at);
  if (schema.type === 'array') return [exampleOf(schema.items!, components, `${at}/0`)];
  if (schema.type === 'object' || schema.properties) {
    const fields = Object.entries(schema.properties ?? {});
    return Object.fromEntries(fields.map(([name, field]) => [name, exampleOf(field, components, `${at}/${name}`)]));
  }
  if (schema.type === 'boolean') return false;
  if (schema.type === 'null') return null;
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  const known = BY_FORMAT[schema.format ?? ''];
  if (known === undefined) throw new NoExample(at || '/');
  return known;
}

/** The first choice of which an example can be made: of a nullable text without one, null. */
function ofChoices(choices: readonly JsonSchema[], components: Readonly<Record<string, JsonSchema>>, at: string) {
  for (const choice of choices)
    try {
      return exampleOf(choice, components, at);
    } catch (error) {
      if (!(error instanceof NoExample) || choice === choices.at(-1)) throw error;
    }
  throw new NoExample(at);
}
