import type { Server } from 'node:http';
import { OpenRefunds } from './api/refunds/open-refunds.js';
import { settled } from './api/refunds/settle.js';
import { listener } from './http/listener.js';
import { serve, type ServeSettings } from './http/serve.js';
import { Books } from './ledger/books.js';
import type { Entry } from './ledger/entry.js';
import type { LedgerError } from './ledger/ledger-error.js';
import { LedgerFile } from './ledger/ledger-file.js';
import { Provider, type ProviderSettings } from './provider.js';
import { scenarioOf } from './scenarios/scenario.js';
import { Postman, type PostmanSettings } from './webhooks/postman.js';

export interface OpenSettings extends ServeSettings, Omit<ProviderSettings, 'isHeard'> {
  readonly key: string;
  /** Path of the ledger's file. */
  readonly ledger: string;
  /** After how long a refund that is pending is decided. */
  readonly settleMs: number;
  readonly webhook: PostmanSettings | undefined;
  /** The ledger cannot be written any more: the process has to end. */
  onFailure(error: LedgerError): void;
}

export interface OpenProvider {
  readonly url: string;
  /** Takes no more requests, ends those that are held open, and closes the ledger when all is in it. */
  close(): Promise<void>;
}

/** Reads the ledger, goes on with what was open, and listens. Rejects with a LedgerError, or when the address is not to be had. */
export async function openProvider(settings: OpenSettings): Promise<OpenProvider> {
  const books = new Books();
  const ledger = await LedgerFile.open(settings.ledger, (entry) => books.take(entry), settings.onFailure);
  const heard = ({ events = [], refunds = [] }: Pick<Entry, 'events' | 'refunds'>): void => {
    for (const event of events)
      if (event.pending_webhooks) postman?.post(event, scenarioOf(books.methodOfEvent(event)).webhooks);
    for (const refund of refunds) open.watch(refund);
  };
  const provider = new Provider(books, ledger, { ...settings, isHeard: settings.webhook !== undefined }, heard);
  const postman =
    settings.webhook && new Postman(settings.webhook, ({ id }) => provider.change(() => ({ posted: id })));
  const open = new OpenRefunds(books, settings.settleMs, (one) => provider.change((desk) => settled(one, desk)));
  heard({ events: books.unposted, refunds: [...books.refunds.values()] });

  const close = async (server?: Server): Promise<void> => {
    postman?.stop();
    open.stop();
    if (server) await ended(server);
    await ledger.close();
  };
  try {
    const { server, url } = await serve(listener(provider, settings.key), settings);
    return { url, close: () => close(server) };
  } catch (error) {
    await close();
    throw error;
  }
}

const ended = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
