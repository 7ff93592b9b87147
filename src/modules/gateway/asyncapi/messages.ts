import { z } from 'zod';
import { docstringOf } from '#libs/declarations';
import { type Contract, type ContractClass, ERROR_KINDS } from '#libs/messaging/contract';
import { convert } from '../openapi/convert.js';

export type Json = Readonly<Record<string, unknown>>;

/** A contract, and the contexts at its two ends. `any`: whoever likes may send it. */
export interface Placed {
  readonly type: ContractClass;
  readonly senders: readonly string[];
  readonly receivers: readonly string[];
}

/** The messages of a contract by their names in the document: itself, and for a request also its reply and its refusal. */
export function messagesOf(placed: Placed): Json {
  const { contract } = placed.type;
  const answers = answersOf(contract).map(({ name, summary, schema }) => [name, messageOf(name, summary, schema)]);
  return { [contract.name]: sentMessage(placed), ...(Object.fromEntries(answers) as Json) };
}

/** What answers a request: its reply, and a refusal when the contract declares errors. Other messages are not answered. */
export function answersOf({ name, reply, errors }: Contract) {
  if (!reply || reply instanceof z.ZodVoid) return [];
  const codes = Object.keys(errors);
  const refusal = { name: `${name}.refusal`, summary: `Refuses ${name}`, schema: refusalOf(codes) };
  return [{ name: `${name}.reply`, summary: `Answers ${name}`, schema: reply }, ...(codes.length ? [refusal] : [])];
}

function sentMessage({ type, senders, receivers }: Placed): Json {
  const { name, kind, context, payload, sealed, errors, declaredAt } = type.contract as Contract;
  const description = docstringOf(type.name, declaredAt());
  const examples = (payload.meta()?.examples ?? []) as readonly unknown[];
  return {
    ...messageOf(name, `${kind}: ${senders.join(', ')} → ${receivers.join(', ') || 'nobody'}`, payload),
    ...(description && { description }),
    traits: [{ $ref: '#/components/messageTraits/envelope' }],
    tags: [{ name: context }, { name: kind }],
    ...(examples.length && { examples: examples.map((example) => ({ payload: example })) }),
    'x-sent-by': senders,
    'x-consumed-by': receivers,
    ...(sealed.length && { 'x-sealed': sealed.map((path) => `/${path.join('/')}`) }),
    ...(Object.keys(errors).length && { 'x-errors': errors }),
  };
}

const messageOf = (name: string, summary: string, schema: z.ZodType): Json => ({
  name,
  title: name,
  summary,
  payload: onTheWire(convert(schema, 'output').schema),
});

/** The error codes of a contract, in the form in which a refusal travels. */
const refusalOf = (codes: readonly string[]): z.ZodType =>
  z.object({
    code: z.enum(codes).describe('Codes of messaging itself may come as well.'),
    kind: z.enum(ERROR_KINDS),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  });

/**
 * A schema as it holds between two releases: a receiver ignores fields that it does not know. Our mark of a sealed field becomes an
 * extension, as AsyncAPI wants it.
 */
export function onTheWire(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(onTheWire);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { isSealed, ...rest } = schema as Record<string, unknown>;
  if (rest['additionalProperties'] === false) delete rest['additionalProperties'];
  const members = Object.entries(rest).map(([name, member]) => [name, onTheWire(member)]);
  return { ...(Object.fromEntries(members) as Json), ...(isSealed === true && { 'x-sealed': true }) };
}
