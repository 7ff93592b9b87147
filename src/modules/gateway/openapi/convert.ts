import { z } from 'zod';

type JsonSchema = Readonly<Record<string, unknown>>;

/** Converts a zod schema to that of OpenAPI 3.1 (JSON Schema 2020-12); schemas with an `id` become components. */
export function convert(schema: z.ZodType, io: 'input' | 'output') {
  const json = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any' });
  const text = JSON.stringify(json).replaceAll('#/$defs/', '#/components/schemas/');
  const {
    $schema: _,
    $defs: components = {},
    ...rest
  } = JSON.parse(text) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  return { schema: rest, components };
}
