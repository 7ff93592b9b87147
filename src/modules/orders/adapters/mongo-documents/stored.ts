import { PAYMENT_STATES, type OrderDocument } from '../../domain/order-document.js';
import { wordsOf } from '../../domain/search-words.js';

/** An order as it lies in its collection: the document, and what it is looked for by. */
export interface Stored extends Omit<OrderDocument, 'id'> {
  readonly _id: string;
  /** `wordsOf` the document. */
  readonly words: readonly string[];
  /** Of its lines, each once. */
  readonly productIds: readonly string[];
}

export function stored({ id, ...rest }: OrderDocument): Stored {
  const productIds = [...new Set(rest.lines.map(({ productId }) => productId))];
  return { _id: id, ...rest, words: wordsOf({ id, ...rest }), productIds };
}

/** What a page of results reads. */
export const SHOWN = { words: 0, productIds: 0 } as const;
export type Shown = Omit<Stored, keyof typeof SHOWN>;

export const document = ({ _id, ...rest }: Shown): OrderDocument => ({ id: _id, ...rest });

const text = { bsonType: 'string' } as const;
const whole = { bsonType: ['int', 'long', 'double'], multipleOf: 1 } as const;
const texts = { bsonType: 'array', minItems: 1, items: text } as const;

/**
 * What searches rely on; the server refuses anything else. Other fields are allowed: while a new form is rebuilt, its documents are
 * written to the old copy as well.
 */
export const SCHEMA = {
  bsonType: 'object',
  required: ['_id', 'version', 'status', 'payment', 'customer', 'total', 'placedAt', 'words', 'productIds'],
  properties: {
    _id: { ...text, pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' },
    version: { ...whole, minimum: 1 },
    status: text,
    reason: { bsonType: ['string', 'null'] },
    payment: { enum: [...PAYMENT_STATES] },
    customer: { bsonType: 'object', required: ['id'], properties: { id: text } },
    total: { bsonType: 'object', required: ['amount', 'currency'], properties: { amount: whole, currency: text } },
    placedAt: { ...text, pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' },
    words: texts,
    productIds: texts,
  },
} as const;
