import { AsyncLocalStorage } from 'node:async_hooks';
import type { Identity } from './contract/index.js';
import type { Headers, Message, Request } from './envelope.js';

/** The state of one message or request while it is handled, in an AsyncLocalStorage. */
export interface Scope {
  readonly id: string;
  readonly type: string;
  readonly key: string;
  readonly headers: Headers;
  /** The running handler: the inbox claims a message once per reaction. */
  readonly reaction: string;
  /** The caller's deadline, by performance.now(). */
  readonly deadline: number;
  /** Set for a request, whose caller waits for the reply. */
  readonly request?: { readonly fingerprint?: string };
  readonly sends: number;
  /** @defaultValue 0 */
  readonly failures?: number;
  /** Of the payload as JSON. */
  readonly bytes: number;
  /** Started decisions; a receipt waits for all of them. */
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

/** Runs a further reaction to the current message; the receipt waits for its decisions, too. */
export const asReaction = <T>(reaction: string, work: () => T): T => {
  const scope = currentScope();
  return scope ? storage.run({ ...scope, reaction }, work) : work();
};

/** The user who caused the current message or request; undefined for what contexts do by themselves. */
export const caller = (): Identity | undefined => currentScope()?.headers.caller;

/** The deadline of the current request, by performance.now(); Infinity for messages and outside of requests. */
export const deadline = (): number => currentScope()?.deadline ?? Infinity;

/** Waits for every decision of the scope, also those started meanwhile; rejects with the first failure. */
export async function settled({ pending }: Scope): Promise<void> {
  let failure: { reason: unknown } | undefined;
  for (let next = 0; next < pending.length;) {
    const results = await Promise.allSettled(pending.slice(next));
    next += results.length;
    failure ??= results.find((result) => result.status === 'rejected');
  }
  if (failure) throw failure.reason;
}
