import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, ourEnvironment, startNode, stopped } from './child.js';

const START_MS = 30_000;
const STOP_MS = 5_000;
const KEY = 'sk_test_0123456789abcdef';
const SECRET = 'whsec_0123456789abcdef';

/** What stands in a ledger: of the payments that were made, and of those that were given back. */
export interface LedgerSums {
  readonly count: number;
  readonly amount: number;
  readonly refunds: number;
}

/** `apps/payment-provider`, as `npm start` runs it beside Cleave. */
export class Provider {
  readonly name = 'payment-provider';

  private constructor(
    private readonly child: ChildProcess,
    private readonly ledger: string,
    private readonly port: string,
  ) {}

  /** @param apiPort  on which Cleave will listen, and to which events are posted */
  static async start(dataDir: string, apiPort: number): Promise<Provider> {
    const ledger = join(dataDir, 'payment-provider.ledger');
    const child = startNode([inRoot('dist/apps/payment-provider/main.js')], {
      ...ourEnvironment(),
      CLEAVE_PAYMENT_PROVIDER_KEY: KEY,
      CLEAVE_PAYMENT_PROVIDER_PORT: '0',
      CLEAVE_PAYMENT_PROVIDER_LEDGER: ledger,
      CLEAVE_PAYMENT_PROVIDER_MOST_INTENTS: '1000000',
      CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: `http://127.0.0.1:${apiPort}/v1/webhooks/payments`,
      CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: SECRET,
    });
    const [{ ready }] = (await once(child, 'message', { signal: AbortSignal.timeout(START_MS) })) as [
      { ready: string },
    ];
    return new Provider(child, ledger, new URL(ready).port);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** What makes Cleave use it. */
  get settings(): Readonly<Record<string, string>> {
    return {
      CLEAVE_STRIPE_KEY: KEY,
      CLEAVE_STRIPE_HOST: '127.0.0.1',
      CLEAVE_STRIPE_PORT: this.port,
      CLEAVE_STRIPE_PROTOCOL: 'http',
      CLEAVE_STRIPE_WEBHOOK_SECRET: SECRET,
    };
  }

  /** Read from its file. */
  sums(): LedgerSums {
    const made = new Map<string, number>();
    let refunds = 0;
    for (const line of readFileSync(this.ledger, 'utf8').split('\n').slice(0, -1)) {
      const entry = JSON.parse(line) as Entry;
      for (const { id, status, amount_received } of entry.intents ?? [])
        if (status === 'succeeded') made.set(id, amount_received);
      refunds += entry.refunds?.length ?? 0;
    }
    return { count: made.size, amount: [...made.values()].reduce((sum, one) => sum + one, 0), refunds };
  }

  stop(): Promise<void> {
    return stopped(this.child, STOP_MS);
  }
}

interface Entry {
  readonly intents?: readonly { readonly id: string; readonly status: string; readonly amount_received: number }[];
  readonly refunds?: readonly object[];
}
