import type { ConsumerDeserializer, ProducerDeserializer, Serializer } from '@nestjs/microservices';

/**
 * The content of a packet: a head that is serialised as JSON, and texts that are JSON already and follow unchanged. Serialised a second
 * time, a message in a frame of 100 would take 3.4 µs for both ends instead of 1.1, and an eighth more bytes.
 */
export interface Parcel {
  readonly head: unknown;
  readonly texts: readonly string[];
}
export const parcel = (head: unknown, ...texts: readonly string[]): Parcel => ({ head, texts });

interface CallPacket {
  readonly id: string;
  readonly pattern: string;
  readonly data: Parcel;
}
interface Answer {
  readonly id: string;
  readonly err?: unknown;
  readonly response?: Parcel;
}

/** Nest's packets as text: one line of JSON with the lengths of the texts, then the texts. */
export const callSerializer: Serializer<CallPacket, string> = {
  serialize: ({ id, pattern, data }) => line([id, pattern, data.head], data.texts),
};
export const callDeserializer: ConsumerDeserializer = {
  deserialize(text: string) {
    const { fields, texts } = parsed(text);
    const [id, pattern, head] = fields;
    if (typeof id !== 'string' || typeof pattern !== 'string') throw new Error('a packet without id and pattern');
    return { id, pattern, data: { head, texts } };
  },
};
export const answerSerializer: Serializer<Answer, string> = {
  serialize: ({ id, err, response }) => line([id, err ?? null, response?.head], response?.texts ?? []),
};
export const answerDeserializer: ProducerDeserializer = {
  deserialize(text: string) {
    const { fields, texts } = parsed(text);
    const [id, err, head] = fields;
    return { id: id as string, err: err ?? undefined, response: { head, texts }, isDisposed: true };
  },
};

function line(fields: readonly unknown[], texts: readonly string[]): string {
  const lengths = texts.map(({ length }) => length);
  return `${JSON.stringify([lengths, ...fields])}\n${texts.join('')}`;
}

/** Throws when the text is not a valid packet. */
function parsed(text: string): { fields: unknown[]; texts: string[] } {
  const end = text.indexOf('\n');
  const [lengths, ...fields] = JSON.parse(text.slice(0, end)) as [number[], ...unknown[]];
  let at = end + 1;
  const texts = lengths.map((length) => {
    if (!(length >= 0)) throw new Error('a text of no length');
    return text.slice(at, (at += length));
  });
  if (at !== text.length) throw new Error(`a packet of ${text.length} characters that speaks of ${at}`);
  return { fields, texts };
}
