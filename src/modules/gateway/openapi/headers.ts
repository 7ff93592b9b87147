import type { Described } from './described.js';
import { takesKey } from './operation.js';

const idempotencyKey = (required: boolean) => ({
  name: 'Idempotency-Key',
  in: 'header' as const,
  required,
  description: 'New for every wish, the same for its repetitions: a repetition is answered like the first request.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255, examples: ['order-4711'] },
});

const preferWait = {
  name: 'Prefer',
  in: 'header' as const,
  required: false,
  description: '`wait=N` (RFC 7240) waits up to N seconds, at most 30, for the final state.',
  schema: { type: 'string' as const, examples: ['wait=5'] },
};

const lastEventId = {
  name: 'Last-Event-ID',
  in: 'header' as const,
  required: false,
  description: 'The id of the last event that the client has seen; the stream goes on after it.',
  schema: { type: 'string' as const, pattern: '^(?:0|[1-9][0-9]{0,8})$', examples: ['2'] },
};

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header' as const,
  required: false,
  description: 'Entity tags of answers that the client has, or `*`: with the tag of the present one the answer is 304.',
  schema: { type: 'string' as const, examples: ['"rl2YzZV4ZxLq0pXqEJ2mOA"'] },
};

const ifMatch = {
  name: 'If-Match',
  in: 'header' as const,
  required: true,
  description:
    'The `ETag` of the answer that the change is made of (RFC 9110). What has changed since is not overwritten: 412. Only the version counts, so a sale in between is no change. `*` is refused as if it were missing.',
  schema: { type: 'string' as const, examples: ['"3.rl2YzZV4ZxLq0pXqEJ2mOA"'] },
};

/** The request headers of a route that the document describes. */
export const headersOf = ({ operation, keeper }: Pick<Described, 'operation' | 'keeper'>) => [
  ...(takesKey(operation) ? [idempotencyKey(operation.keyRequired ?? false)] : []),
  ...(operation.matchRequired ? [ifMatch] : []),
  ...(operation.mayWait ? [preferWait] : []),
  ...(operation.events ? [lastEventId] : []),
  ...(keeper ? [ifNoneMatch] : []),
];
