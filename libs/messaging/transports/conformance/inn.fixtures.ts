import { z } from 'zod';
import { command, query, Refusal, Sealed } from '../../contract/index.js';
import { channels } from '#test/channels';
import { ContextServer } from '../../door/context-server.js';
import { silent } from '../../door/message-log.js';
import type { Frame, Headers, Message, Request } from '../../envelope.js';
import { newId } from '../../ids.js';
import { currentScope } from '../../scope.js';

export class Ask extends query('inn.ask.v1', {
  payload: z.object({ text: z.string(), wants: z.enum(['refusal', 'patience', 'everything']).optional() }),
  reply: z.object({ text: z.string(), by: z.string(), leftMs: z.number(), user: z.string().optional() }),
  errors: { 'inn.full': 'refused' },
}) {}
export class Note extends command('inn.note.v1', {
  payload: z.object({ text: z.string(), wants: z.enum(['refusal']).optional() }),
  errors: { 'inn.full': 'refused' },
}) {}

export class Whisper extends command('inn.whisper.v1', {
  payload: z.object({ word: Sealed(z.string()), aloud: z.string() }),
  reply: z.object({ letters: z.int() }),
}) {}

const releases = new Set<() => void>();
/** Ends all waiting calls at every inn: a failed test must not leave running calls, for which a worker would wait forever. */
export function releaseAll(): void {
  for (const release of releases) release();
  releases.clear();
}

/** A context without a database behind a real door. As the message asks, it answers, refuses or does not answer, and records what it did. */
export class Inn {
  readonly server = new ContextServer('inn', silent, channels);
  /** Ids of the requests and messages whose handling began. */
  readonly begun: string[] = [];
  /** The earlier sends and failures that each message carried. */
  readonly tries: { readonly sends: number; readonly failures?: number }[] = [];
  /** The words of the Whisper commands that it received. */
  readonly words: string[] = [];
  /** Ends the calls that asked not to be answered. */
  readonly release: () => void;
  private readonly patience: Promise<void>;

  constructor(private readonly name: string) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.patience = promise;
    this.release = resolve;
    releases.add(resolve);
    this.answers(Ask, (ask) => this.answer(ask));
    this.answers(Note, (note) => this.take(note));
    this.answers(Whisper, (whisper) => this.hear(whisper));
    this.server.open();
  }

  private answers(
    contract: typeof Ask | typeof Note | typeof Whisper,
    answer: (message: never) => Promise<unknown>,
  ): void {
    this.server.addHandler(contract.contract.name, async (message) => answer(message as never), false, {
      type: contract,
    });
  }

  private async answer({ text, wants }: Ask) {
    const { id, deadline, headers } = currentScope()!;
    this.begun.push(id);
    if (wants === 'refusal') throw new Refusal('inn.full', 'refused', { beds: 0 }, 'no bed is free');
    if (wants === 'patience') await this.patience;
    const said = wants === 'everything' ? text.repeat(1_000_000) : text;
    return { text: said, by: this.name, leftMs: deadline - performance.now(), user: headers.caller?.userId };
  }

  private async hear({ word }: Whisper) {
    const { id, pending } = currentScope()!;
    this.begun.push(id);
    this.words.push(word);
    pending.push(Promise.resolve());
    return { letters: word.length };
  }

  private async take({ wants }: Note): Promise<void> {
    const { id, pending, sends, failures } = currentScope()!;
    this.begun.push(id);
    this.tries.push({ sends, failures });
    if (wants === 'refusal') throw new Refusal('inn.full', 'refused', { beds: 0 });
    pending.push(Promise.resolve());
  }
}

const headers = (id: string): Headers => ({
  source: 'guest',
  time: new Date().toISOString(),
  traceparent: '',
  correlationid: id,
  causationid: id,
});

export function requestOf(ask: object, remainingMs = 5_000, type: string = Ask.contract.name): Request {
  const id = newId();
  return { id, type, body: JSON.stringify(ask), headers: headers(id), remainingMs };
}

export function messageOf(note: object, type: string = Note.contract.name): Message {
  const id = newId();
  return { id, type, key: 'ключ 🔑', body: JSON.stringify(note), headers: JSON.stringify(headers(id)), sends: 1 };
}

export const frameOf = (messages: readonly Message[], remainingMs = 5_000): Frame => ({
  id: newId(),
  sender: 'guest',
  receiver: 'inn',
  messages,
  remainingMs,
});
