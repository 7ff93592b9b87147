import { counter, histogram, metering } from '#libs/telemetry';
import type { Message, Receipt, Verdict } from '../envelope.js';

const PROCESSED = histogram(
  'messaging.process.duration',
  's',
  'Messages that a context has processed, until the receipt.',
);
const EFFECTIVE = histogram(
  'cleave.message.effective',
  's',
  'From the birth of a message to its receipt at its sender. Timers are left out, since they wait on purpose.',
);
const DUPLICATES = counter('cleave.inbox.duplicates', '{message}', 'Copies that the inbox has recognised.');
const DEAD = counter('cleave.dead_letters.total', '{message}', 'Messages that were given up.');

const OTHER = '_OTHER';

export function processed(context: string, { type }: Message, begun: number, verdict: Verdict): void {
  const isUnknown = verdict.outcome === 'failed' && verdict.error.code === 'message.unknown-type';
  const labels = { context, contract: isUnknown ? OTHER : type, outcome: verdict.outcome };
  metering?.record(PROCESSED, (performance.now() - begun) / 1_000, labels);
}

/** @param sender  the context that has the messages in its outbox */
export function effective(
  sender: string,
  receiver: string,
  receipts: readonly Receipt[],
  messages: readonly Message[],
): void {
  if (receiver === sender) return;
  const now = Date.now();
  const sent = new Map(messages.map((message) => [message.id, message]));
  for (const { id, outcome } of receipts) {
    const message = outcome === 'done' ? sent.get(id) : undefined;
    const born = message && bornAt(message);
    if (!born) continue;
    const labels = { context: sender, receiver, contract: message.type };
    metering?.record(EFFECTIVE, Math.max(0, now - born) / 1_000, labels);
  }
}

export const duplicates = (context: string, copies: number): void => metering?.add(DUPLICATES, { context }, copies);

export const died = (context: string, contract: string): void => metering?.add(DEAD, { context, contract });

const TIME = '"time":"';
const LENGTH = '2026-01-01T00:00:00.000Z'.length;

/** Milliseconds since 1970, read from the text, since a sender does not parse the headers that it carries; NaN when there is none. */
function bornAt({ headers }: Message): number {
  const at = headers.indexOf(TIME);
  return at < 0 ? Number.NaN : Date.parse(headers.slice(at + TIME.length, at + TIME.length + LENGTH));
}
