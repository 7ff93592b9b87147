import { AsyncLocalStorage } from 'node:async_hooks';
import type { Identity } from './contract/index.js';
import type { Headers, Message, Request } from './envelope.js';

/** What is known while one message or request is handled; follows its asynchronous calls. */
export interface Scope {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly headers: Headers;
  /** Who of the handlers is at work: the inbox takes a message once per reaction. */
  readonly reaction: string;
  /** When the caller stops waiting, by performance.now(). */
  readonly deadline: number;
  /** Set when somebody waits for a reply. */
  readonly request?: { readonly fingerprint?: string };
  readonly sends: number;
  /** @defaultValue 0 */
  readonly failures?: number;
  /** Of the payload as JSON. */
  readonly bytes: number;
  /** Decisions that were begun; a receipt waits for all of them. */
  readonly pending: Promise<unknown>[];
  /** Reactions that have decided. */
  readonly decided: Set<string>;
}

/** The scope of a message; its headers are read. */
export const scopeOfMessage = (message: Message, headers: Headers): Scope => ({
  id: message.id,
  type: message.type,
  key: message.key,
  headers,
  reaction: '',
  deadline: Infinity,
  sends: message.sends,
  failures: message.failures,
  bytes: message.body.length,
  pending: [],
  decided: new Set(),
});

/** @param deadline  by performance.now() */
export const scopeOfRequest = ({ id, type, body, headers, fingerprint }: Request, deadline: number): Scope => ({
  id,
  type,
  key: '',
  headers,
  reaction: '',
  deadline,
  request: { fingerprint },
  sends: 1,
  bytes: body.length,
  pending: [],
  decided: new Set(),
});

const storage = new AsyncLocalStorage<Scope>();

export const currentScope = (): Scope | undefined => storage.getStore();
export const inScope = <T>(scope: Scope, work: () => T): T => storage.run(scope, work);

/** Runs a further reaction to the message at hand; its decisions count for the same receipt. */
export const asReaction = <T>(reaction: string, work: () => T): T => {
  const scope = currentScope();
  return scope ? storage.run({ ...scope, reaction }, work) : work();
};

/** Who asks: the user behind the message or request at hand; undefined for what contexts do by themselves. */
export const caller = (): Identity | undefined => currentScope()?.headers.caller;

/** When whoever asked stops waiting, by performance.now(); Infinity for a message, and for what contexts do by themselves. */
export const deadline = (): number => currentScope()?.deadline ?? Infinity;

/** Waits until every decision of the scope, also those begun meanwhile, has ended; rejects with the first failure. */
export async function settled({ pending }: Scope): Promise<void> {
  let failure: { reason: unknown } | undefined;
  for (let next = 0; next < pending.length;) {
    const results = await Promise.allSettled(pending.slice(next));
    next += results.length;
    failure ??= results.find((result) => result.status === 'rejected');
  }
  if (failure) throw failure.reason;
}
