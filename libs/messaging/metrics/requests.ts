import { histogram, metering } from '#libs/telemetry';
import type { Contract } from '../contract/index.js';
import type { Carrier, Reply } from '../envelope.js';
import { toWire } from '../errors.js';

const CALLS = histogram(
  'rpc.client.call.duration',
  's',
  'Requests to other contexts, as their caller sees them: with all repetitions, until the reply.',
);
const SERVED = histogram('rpc.server.call.duration', 's', 'Requests, as the context sees them that answers.');

/** A sender of another release may ask for what is not known here, under any name. */
const OTHER = '_OTHER';

/** Measures a request from its first send to its reply, or to the error that stands for it. */
export async function called(
  { name }: Contract,
  context: string,
  { isInProcess, transport }: Carrier,
  asked: Promise<Reply>,
): Promise<Reply> {
  const begun = performance.now();
  const labels = { 'rpc.method': name, context, transport: isInProcess ? 'in-process' : (transport ?? OTHER) };
  const tell = (outcome: string): void => metering?.record(CALLS, sinceSeconds(begun), { ...labels, outcome });
  try {
    const reply = await asked;
    tell(outcomeOf(reply));
    return reply;
  } catch (error) {
    tell(toWire(error).code);
    throw error;
  }
}

export function served(context: string, type: string, begun: number, reply: Reply): void {
  const outcome = outcomeOf(reply);
  const method = outcome === 'message.unknown-type' ? OTHER : type;
  metering?.record(SERVED, sinceSeconds(begun), { 'rpc.method': method, context, outcome });
}

const outcomeOf = (reply: Reply): string => ('error' in reply ? reply.error.code : 'ok');
const sinceSeconds = (begun: number): number => (performance.now() - begun) / 1_000;
