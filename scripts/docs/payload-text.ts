import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/** A payload as a reader of TypeScript would write it: `{ orderId: uuid, lines: { productId: uuid, quantity: int }[] }`. */
export const payloadText = (schema: z.ZodType): string =>
  textOf(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));

function textOf(schema: Schema): string {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map((one) => textOf(one as Schema)))].join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.type === 'array') return `${grouped(textOf(schema.items as Schema))}[]`;
  if (schema.type === 'object') return objectText(schema);
  if (schema.type === 'integer') return 'int';
  return schema.format ?? schema.type ?? 'nothing';
}

function objectText({ properties = {}, required = [] }: Schema): string {
  const fields = Object.entries(properties).map(
    ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${textOf(field as Schema)}`,
  );
  return fields.length ? `{ ${fields.join(', ')} }` : '{}';
}

const grouped = (text: string): string => (text.includes(' | ') ? `(${text})` : text);
