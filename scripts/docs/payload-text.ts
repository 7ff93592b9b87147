import { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema;

/** Formats payload schemas like types of TypeScript: `{ orderId: uuid, lines: Line[] }`. */
export class PayloadText {
  private readonly names = new Map<string, string>();

  /** @param values  schemas that are printed by their names; smaller ones may be parts of larger ones */
  constructor(values: Readonly<Record<string, z.ZodType>>) {
    const named = Object.entries(values).map(([name, schema]) => ({ name, schema, length: this.of(schema).length }));
    for (const { name, schema } of named.toSorted((a, b) => a.length - b.length)) {
      const text = this.of(schema);
      if (/[{|]/.test(text)) this.names.set(text, name);
    }
  }

  /** The definition of each name. */
  get definitions(): readonly (readonly [name: string, text: string])[] {
    return [...this.names].map(([text, name]) => [name, text]);
  }

  of(schema: z.ZodType): string {
    return this.text(z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' }));
  }

  private text(schema: Schema): string {
    const text = this.spelled(schema);
    return this.names.get(text) ?? text;
  }

  private spelled(schema: Schema): string {
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices) return union(choices.map((one) => this.text(one as Schema)));
    if (Array.isArray(schema.type)) return union(schema.type);
    if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
    if (isOpen(schema)) return union([...schema['x-extensible-enum'].map((word) => JSON.stringify(word)), '…']);
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.type === 'array') return this.list(schema.items as Schema);
    if (schema.type === 'object') return this.fields(schema);
    return schema.format ?? (schema.type === 'integer' ? 'int' : (schema.type ?? 'nothing'));
  }

  private list(items: Schema): string {
    const text = this.text(items);
    return text.includes(' | ') && !text.startsWith('{') ? `(${text})[]` : `${text}[]`;
  }

  private fields({ properties = {}, required = [], additionalProperties = false }: Schema): string {
    const fields = Object.entries(properties).map(([name, field]) => {
      const optional = required.includes(name) ? '' : '?';
      const sealed = isSealed(field) ? 'sealed ' : '';
      return `${name}${optional}: ${sealed}${this.text(field as Schema)}`;
    });
    if (!fields.length) return additionalProperties === false ? '{}' : 'object';
    return `{ ${fields.join(', ')} }`;
  }
}

/** The metadata of a contract's schema is also in its JSON schema. */
const isSealed = (field: unknown): boolean => (field as { isSealed?: boolean }).isSealed === true;

/** There will be more words than these. */
const isOpen = (schema: Schema): schema is Schema & { 'x-extensible-enum': readonly string[] } =>
  Array.isArray(schema['x-extensible-enum']);

const union = (texts: readonly string[]): string => [...new Set(texts)].join(' | ');
