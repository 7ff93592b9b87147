import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#libs/free-ports';
import type { Booking } from './checker/facts.js';
import { Program } from './program.js';

export const PROVIDER_KEY = 'sk_test_0123456789abcdef';
export const WEBHOOK_SECRET = 'whsec_0123456789abcdef';

export interface ProviderAnswer {
  readonly status: number;
  readonly headers: Headers;
  // What Stripe's objects hold is what a spec looks at.
  readonly body: Readonly<Record<string, any>>;
}
type Params = Readonly<Record<string, string | number | boolean>>;

/** apps/payment-provider in a process of its own, on a port and with a ledger that stay when it is killed and started again. */
export class ProviderProcess {
  private program: Program | undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'cleave-provider-'));

  private constructor(
    readonly port: number,
    private settings: Readonly<Record<string, string>>,
  ) {}

  /** Listens when this resolves. `settings` are environment variables. */
  static async start(settings: Readonly<Record<string, string>> = {}): Promise<ProviderProcess> {
    const provider = new ProviderProcess(await freePort(), settings);
    await provider.run();
    return provider;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get ledger(): string {
    return join(this.folder, 'ledger');
  }

  get output(): string {
    return this.program?.output ?? '';
  }

  /** What makes Cleave use it. */
  get cleaveSettings(): Readonly<Record<string, string>> {
    return {
      CLEAVE_STRIPE_KEY: PROVIDER_KEY,
      CLEAVE_STRIPE_HOST: '127.0.0.1',
      CLEAVE_STRIPE_PORT: String(this.port),
      CLEAVE_STRIPE_PROTOCOL: 'http',
    };
  }

  /** The environment of a process on its ledger. */
  get env(): Readonly<Record<string, string>> {
    return {
      CLEAVE_PAYMENT_PROVIDER_KEY: PROVIDER_KEY,
      CLEAVE_PAYMENT_PROVIDER_PORT: String(this.port),
      CLEAVE_PAYMENT_PROVIDER_LEDGER: this.ledger,
      ...this.settings,
    };
  }

  async run(): Promise<void> {
    this.program = Program.start('payment-provider', [], this.env);
    await this.program.ready();
  }

  /** From now on it posts its events there. */
  postTo(url: string): Promise<void> {
    return this.runWith({
      CLEAVE_PAYMENT_PROVIDER_WEBHOOK_URL: url,
      CLEAVE_PAYMENT_PROVIDER_WEBHOOK_SECRET: WEBHOOK_SECRET,
    });
  }

  /** Starts it again with these settings beside those that it has. */
  async runWith(settings: Readonly<Record<string, string>>): Promise<void> {
    await this.stop();
    this.settings = { ...this.settings, ...settings };
    await this.run();
  }

  /** Events that were not taken yet, of those latest ones that are to be posted. */
  async unposted(): Promise<number> {
    const { data } = (await this.get('/v1/events?limit=100')).body as { data: { pending_webhooks: number }[] };
    return data.filter(({ pending_webhooks: left }) => left > 0).length;
  }

  async kill(): Promise<void> {
    await this.program?.kill();
  }

  /** Its exit code. */
  async stop(): Promise<number | null | undefined> {
    return this.program?.stop();
  }

  async discard(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The lines of its ledger that are whole. */
  entries(): readonly Readonly<Record<string, any>>[] {
    return readFileSync(this.ledger, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Record<string, any>);
  }

  /** The money that it has taken and given back, as the checker reads it. */
  bookings(): readonly Booking[] {
    const last = (kind: string) =>
      new Map<string, any>(
        this.entries().flatMap((entry) => (entry[kind] ?? []).map((one: { id: string }) => [one.id, one])),
      );
    const [intents, refunds] = [last('intents'), last('refunds')];
    const booked = (outcome: string, of: string, amount: number): Booking => {
      const { metadata, currency } = intents.get(of);
      return { orderId: metadata.order_id, outcome, amount, currency: currency.toUpperCase() };
    };
    return [
      ...[...intents.values()]
        .filter(({ status }) => status === 'succeeded')
        .map(({ id, amount_received: amount }) => booked('captured', id, amount)),
      ...[...refunds.values()]
        .filter(({ status }) => status !== 'failed')
        .map(({ payment_intent: of, amount }) => booked('refunded', of, amount)),
    ];
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<ProviderAnswer> {
    return this.send(path, { headers });
  }

  post(path: string, params: Params, key?: string): Promise<ProviderAnswer> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) body.set(name, String(value));
    return this.send(path, { method: 'POST', body, headers: key ? { 'idempotency-key': key } : {} });
  }

  async send(path: string, { headers, ...init }: RequestInit): Promise<ProviderAnswer> {
    const authorization = `Bearer ${PROVIDER_KEY}`;
    const response = await fetch(this.url + path, { ...init, headers: { authorization, ...(headers as object) } });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as ProviderAnswer['body'],
    };
  }
}
