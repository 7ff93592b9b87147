import { z } from 'zod';
import { MOST_ROWS, sizes } from '#libs/messaging/contract';

/** JSON Schema as zod writes it, as far as it tells the size of a value. */
interface Node {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly format?: string;
  readonly pattern?: string;
  /** From the registry of sizes. */
  readonly most?: number;
  readonly endsBySize?: true;
}

/** A control character is six characters of JSON: `\u0000`. */
const ESCAPED = 6;
const QUOTES = 2;
/** `email` says nothing of its length; RFC 5321 does. */
const FORMATS: Readonly<Record<string, number>> = { uuid: 36, 'date-time': 35, email: 254 };
/** One class of characters, none of which is escaped, so and so often: `^pm_[A-Za-z0-9_]{1,64}$`. */
const SIMPLE = /^\^([\w-]*)\[[\w.-]+\]\{(?:\d+,)?(\d+)\}\$$/;
const NUMBER = String(-Number.MAX_VALUE).length;

/** The most characters that a value of the schema has as JSON; Infinity where nothing bounds it. Rows that end by size count as MOST_ROWS. */
export const largest = (schema: z.ZodType): number => largestOf(nodeOf(schema));

/** The largest row of each list in it that ends by size. */
export const largestRows = (schema: z.ZodType): number[] => rowsIn(nodeOf(schema));

const nodeOf = (schema: z.ZodType): Node =>
  z.toJSONSchema(schema, { metadata: sizes, unrepresentable: 'any', reused: 'inline' }) as Node;

function largestOf(node: Node): number {
  if (node.endsBySize) return MOST_ROWS + 2;
  if (node.most !== undefined) return node.most;
  if (node.enum) return Math.max(...node.enum.map(textLength));
  if (node.const !== undefined) return textLength(node.const);
  if (node.anyOf) return Math.max(...node.anyOf.map(largestOf));
  if (node.allOf) return Math.min(...node.allOf.map(largestOf));
  switch (node.type) {
    case 'object':
      return node.properties ? membersOf(node.properties) : Infinity;
    case 'array':
      return node.maxItems ? node.maxItems * (largestOf(node.items ?? {}) + 1) + 2 : Infinity;
    case 'string':
      return stringLength(node) + QUOTES;
    case 'number':
    case 'integer':
      return NUMBER;
    case 'boolean':
      return 'false'.length;
    case 'null':
      return 'null'.length;
    default:
      return Infinity;
  }
}

/** The members with their names, colons and commas. */
const membersOf = (properties: Readonly<Record<string, Node>>): number =>
  Object.entries(properties).reduce((sum, [name, node]) => sum + name.length + 4 + largestOf(node), 2);

function stringLength({ format, pattern, maxLength }: Node): number {
  if (format && FORMATS[format]) return FORMATS[format];
  const [, prefix, most] = SIMPLE.exec(pattern ?? '') ?? [];
  if (most) return prefix!.length + Number(most);
  return maxLength === undefined ? Infinity : maxLength * ESCAPED;
}

const rowsIn = (node: Node): number[] => [
  ...(node.endsBySize ? [largestOf(node.items!)] : []),
  ...[...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : []), ...(node.anyOf ?? [])].flatMap(
    rowsIn,
  ),
];

const textLength = (value: unknown): number => JSON.stringify(value).length;
