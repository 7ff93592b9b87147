import { z } from 'zod';

/** As much of JSON Schema as the document's generator reads. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly examples?: unknown[];
  /** What Nest's generator makes of the first of the examples. */
  readonly example?: unknown;
  readonly enum?: unknown[];
  readonly minimum?: number;
  readonly anyOf?: JsonSchema[];
  readonly oneOf?: JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Record<string, JsonSchema>;
}

/** Converts a zod schema to that of OpenAPI 3.1 (JSON Schema 2020-12); schemas with an `id` become components. */
export function convert(schema: z.ZodType, io: 'input' | 'output') {
  const json = z.toJSONSchema(schema, { target: 'draft-2020-12', io, unrepresentable: 'any', override: keepMeta });
  const text = JSON.stringify(json).replaceAll('#/$defs/', '#/components/schemas/');
  const {
    $schema: _,
    $defs: components = {},
    ...rest
  } = JSON.parse(text) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  return { schema: rest, components };
}

/** zod leaves examples and default out of an input that is transformed, because they might be those of its output: ours are as sent. */
function keepMeta({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: object }): void {
  const { examples, default: absent } = (z.globalRegistry.get(zodSchema) ?? {}) as Partial<JsonSchema>;
  Object.assign(jsonSchema, examples && { examples }, absent !== undefined && { default: absent });
}
