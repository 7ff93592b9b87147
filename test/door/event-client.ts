import { setTimeout as pause } from 'node:timers/promises';

export interface Seen {
  readonly id: string;
  readonly name: string;
}

const EVENT = /^id: (.+)\nevent: (.+)\ndata: .+$/g;
const RETRY_MS = 100;

/** A client of an event stream as the standard wants it: it connects again after the last event that it has seen whole, until 204. */
export class EventClient {
  readonly seen: Seen[] = [];
  /** Answers that were begun. */
  streams = 0;

  constructor(
    private readonly url: string,
    private readonly authorization: string,
  ) {}

  /** Everything that it has seen, when there is no more. */
  async all(): Promise<readonly Seen[]> {
    for (;;) {
      const isOver = await this.read().catch(() => false); // the server is away, or has left in the middle of an answer
      if (isOver) return this.seen;
      await pause(RETRY_MS);
    }
  }

  private async read(): Promise<boolean> {
    const last = this.seen.at(-1)?.id;
    const headers = { authorization: this.authorization, ...(last && { 'last-event-id': last }) };
    const answer = await fetch(this.url, { headers });
    if (answer.status === 204) return true;
    if (answer.status !== 200) throw new Error(await answer.text());
    this.streams++;
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const parts = (text + chunk).split('\n\n');
      text = parts.pop()!; // not whole yet
      for (const [, id, name] of parts.flatMap((part) => [...part.matchAll(EVENT)]))
        this.seen.push({ id: id!, name: name! });
    }
    return false;
  }
}
