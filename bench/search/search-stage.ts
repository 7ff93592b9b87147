import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { discardEmbeddedServer, embeddedServer } from '#libs/database';
import { Cleave } from '../stage/cleave.js';
import { cleanDataFolder } from '../stage/data-folder.js';
import { type MongoServer, mongoServer } from './mongo-server.js';

/** Nothing but the machine holds the fill back. */
const RATE = 100_000;
const PREFIX = 'cleave_';

/** The processes of a run: PostgreSQL, the monolith, and a MongoDB if one is asked for. */
export class SearchStage {
  private readonly undo: (() => unknown)[] = [];
  readonly operator = { email: 'operator@cleave.example', password: randomUUID() };
  /** Of the whole server. */
  adminUrl!: string;
  /** To the database of orders, by an administrator. */
  orders!: pg.Client;
  mongo: MongoServer | undefined;
  cleave!: Cleave;
  /** What ends now is meant to. */
  private isEnding = false;
  private dataDir!: string;
  private probes!: string;

  constructor(private readonly failed: (error: Error) => void) {}

  async set(withMongo: boolean): Promise<void> {
    this.dataDir = await cleanDataFolder();
    this.undo.push(() => discardEmbeddedServer(this.dataDir));
    const server = await embeddedServer({ dataDir: this.dataDir });
    this.undo.push(() => server.stop());
    this.adminUrl = server.adminUrl;
    this.probes = mkdtempSync(join(tmpdir(), 'cleave-'));
    this.undo.push(() => rmSync(this.probes, { recursive: true }));
    if (withMongo) {
      this.mongo = await mongoServer(this.probes);
      this.undo.push(() => this.mongo!.stop());
    }
    await this.run();
    this.orders = new pg.Client({ connectionString: this.ordersUrl, application_name: 'bench-search' });
    await this.orders.connect();
    this.undo.push(() => this.orders.end());
  }

  get ordersUrl(): string {
    return Object.assign(new URL(this.adminUrl), { pathname: `/${PREFIX}orders` }).href;
  }

  /** The same again, searching in MongoDB. */
  async moveToMongo(): Promise<void> {
    this.isEnding = true;
    await this.cleave.stop();
    await this.run({ CLEAVE_MONGO_URL: this.mongo!.url });
  }

  /** Stops everything in reverse order of the start, and removes all files. */
  async clear(): Promise<void> {
    this.isEnding = true;
    for (let step = this.undo.pop(); step; step = this.undo.pop()) await step();
  }

  private async run(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const cleave = await Cleave.start({
      adminUrl: this.adminUrl,
      prefix: PREFIX,
      dataDir: join(this.dataDir, 'system'),
      probes: this.probes,
      operator: this.operator,
      inspect: false,
      settings: { CLEAVE_RATE_LIMITS: 'off', CLEAVE_PROJECTION_RATE: String(RATE), ...settings },
    });
    cleave.onEnd((error) => this.isEnding || this.cleave !== cleave || this.failed(error));
    this.undo.push(() => cleave.stop());
    this.cleave = cleave;
    this.isEnding = false;
  }
}
