import type { TracedSpan } from '#libs/hosting/traces';
import { plain } from '../table.js';
import { duration } from '../times.js';
import type { Entry } from './folded.js';

/** A pause between a message and its processing that is worth a word. */
const GAP_MS = 100;

/** What happened, in one line without times: `inventory.reserve-stock.v1, 4.2 s after it was sent, sent 2 times`. */
export function entryText(entry: Entry): string {
  const { span, children } = entry;
  const isUntaken = span.kind === 'producer' && !children.length;
  const notes = [
    gapText(entry),
    ...NOTES.map(([name, text]) => noteText(span, name, text)),
    isUntaken && `not processed by ${span.attributes['cleave.receiver'] as string}`,
  ];
  const said = [nameOf(entry), ...notes.filter(Boolean)].join(', ');
  return plain(span.failure ? `${said}  ✗ ${failureText(span)}` : said);
}

/** A message is named by its contract; that it was created and processed shows in the times. */
const nameOf = ({ span, isFolded }: Entry): string =>
  String((isFolded && span.attributes['messaging.destination.name']) || span.name);

/** The code of a failure goes first; the message may be the code again. */
function failureText({ failure, attributes }: TracedSpan): string {
  const code = attributes['error.type'];
  return code === undefined || code === failure ? failure! : `${String(code)}: ${failure}`;
}

function gapText({ span, above }: Entry): string | undefined {
  const told = above ? 0 : Number(span.attributes['cleave.waited_ms'] ?? 0);
  const waited = above?.kind === 'producer' ? span.start - above.end : told;
  return waited < GAP_MS ? undefined : `${duration(waited)} after it was sent`;
}

type Value = string | number | boolean;
const times = (n: Value): string => (n === 1 ? 'once' : `${n} times`);

/** Attributes that are worth a word, and when. */
const NOTES: readonly (readonly [name: string, text: (value: Value) => string | undefined])[] = [
  ['http.response.status_code', String],
  ['rpc.response.status_code', String],
  ['cleave.sends', (n) => (Number(n) > 1 ? `sent ${times(n)}` : undefined)],
  ['cleave.failures', (n) => `had failed ${times(n)}`],
  ['cleave.outcome', (outcome) => (outcome === 'done' ? undefined : String(outcome))],
];

function noteText({ attributes }: TracedSpan, name: string, text: (value: Value) => string | undefined) {
  const value = attributes[name];
  return value === undefined || value === attributes['error.type'] ? undefined : text(value);
}
