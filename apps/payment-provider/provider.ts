import { randomBytes } from 'node:crypto';
import { ApiError, failed, invalid } from './api/api-error.js';
import type { Answer, Desk, Outcome } from './api/desk.js';
import { digestOf, IdempotencyKeys } from './api/idempotency.js';
import { Params } from './api/params.js';
import type { Decision } from './api/route.js';
import { routeOf } from './api/routes.js';
import type { Books } from './ledger/books.js';
import type { Entry, Reply } from './ledger/entry.js';
import type { LedgerFile } from './ledger/ledger-file.js';
import { FirstRequests } from './scenarios/first-requests.js';
import { Patience } from './scenarios/patience.js';

export interface ProviderSettings {
  readonly silenceMs: number;
  readonly slowMs: number;
  readonly mostIntents: number;
  /** Whether events are posted to somebody. */
  readonly isHeard: boolean;
}

/** A request as it has arrived, by somebody who may make it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  /** Form or query. */
  readonly params: string;
  readonly key: string | undefined;
  readonly requestId: string;
  /** Aborted when the caller has left. */
  readonly signal: AbortSignal;
}

/** Answers requests: every change is in the ledger, flushed, before it is told. */
export class Provider {
  private readonly keys: IdempotencyKeys;
  private readonly firsts: FirstRequests;
  private readonly patience: Patience;

  /** @param onEntry  hears of every entry that is in the ledger */
  constructor(
    private readonly books: Books,
    private readonly ledger: LedgerFile,
    private readonly settings: ProviderSettings,
    private readonly onEntry: (entry: Entry) => void,
  ) {
    this.keys = new IdempotencyKeys(books);
    this.firsts = new FirstRequests(books);
    this.patience = new Patience(books, settings);
  }

  /** @throws ApiError */
  async answer(asked: Asked): Promise<Answer> {
    const { route, id } = routeOf(asked.method, asked.path);
    const params = new Params(asked.params);
    const decision = route.read(params, id);
    const { key } = asked;
    if (key === undefined || route.method === 'GET') return this.decided(decision, asked, params.canonical);
    const request = digestOf(asked.method, asked.path, params.canonical);
    const kept = this.keys.claim(key, request, Date.now());
    try {
      if (!kept) return await this.decided(decision, asked, params.canonical, { key, request });
      await this.ledger.settled();
      await this.patience.beforeTelling(kept.intent, asked.signal);
      return { ...kept, isReplayed: true };
    } finally {
      this.keys.release(key);
    }
  }

  /** A change that nobody has asked for, such as the last word on a refund. */
  change(decide: (desk: Desk) => Omit<Entry, 'at'>): void {
    this.write(decide(this.desk())).catch(() => undefined); // whoever has opened the ledger hears of it
  }

  private async decided(
    decision: Decision,
    asked: Asked,
    canonical: string,
    kept?: Pick<Reply, 'key' | 'request'>,
  ): Promise<Answer> {
    const end = this.firsts.endOf(decision, canonical);
    if (end === '429') throw invalid('Too many requests hit the API too quickly.', { status: 429, code: 'rate_limit' });
    if (end === 'hanging') return this.patience.forever(asked.signal);
    const outcome = end ? refused(failed('An error occurred.')) : outcomeOf(decision, this.desk(asked));
    const { status, intent, hasCharged, isLost } = outcome;
    const reply = { status, body: JSON.stringify(outcome.body), ...(intent && { intent }) };
    const told = { ...reply, ...(isLost && { isLost: true as const }) };
    if (kept) await this.write({ ...outcome.change, reply: { ...kept, ...told } });
    else if (outcome.change) await this.write(outcome.change);
    else await this.ledger.settled(); // what is read may have been changed just now
    if (hasCharged) await this.patience.beforeCharged(intent, asked.signal);
    await this.patience.beforeTelling(intent, asked.signal);
    return told;
  }

  /** Books it at once, so that no other request decides by what was before; it is told when it is on the disk. */
  private async write(change: Omit<Entry, 'at'>): Promise<void> {
    const entry = { at: Date.now(), ...change };
    this.books.take(entry);
    await this.ledger.append(entry);
    this.onEntry(entry);
  }

  private desk(asked?: Asked): Desk {
    return {
      books: this.books,
      now: Date.now(),
      mostIntents: this.settings.mostIntents,
      isHeard: this.settings.isHeard,
      requestId: asked?.requestId ?? null,
      key: asked?.key,
      id: (prefix) => `${prefix}_${randomBytes(12).toString('hex')}`,
    };
  }
}

/** What was refused is decided as well, and kept under its key. */
function outcomeOf(decision: Decision, desk: Desk): Outcome {
  try {
    return decision(desk);
  } catch (error) {
    if (error instanceof ApiError) return refused(error);
    throw error;
  }
}

const refused = ({ status, error }: ApiError): Outcome => ({ status, body: { error } });
