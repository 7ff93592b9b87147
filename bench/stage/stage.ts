import { randomUUID } from 'node:crypto';
import { discardEmbeddedServer, embeddedServer, type EmbeddedServer } from '#libs/database';
import { LoadGenerator } from '../load/load-generator.js';
import { megabytesOf } from '../measure/processes.js';
import { type Catalogue, openShop } from './catalogue.js';
import { Cleave } from './cleave.js';
import { cleanDataFolder } from './data-folder.js';

/** pgbench takes a connection per client; Cleave takes some forty whatever comes. */
const CONNECTIONS = 400;

/** Everything that a run needs, in processes of its own: PostgreSQL, Cleave, the load generator. */
export class Stage {
  private readonly undo: (() => Promise<unknown>)[] = [];
  server!: EmbeddedServer;
  cleave!: Cleave;
  generator!: LoadGenerator;
  catalogue!: Catalogue;
  /** Of Cleave before anybody asked for anything. */
  freshMegabytes: number | undefined;

  /** Rejects when something does not start; `clear` stops what did. */
  async set({ inspect }: { inspect: boolean }): Promise<void> {
    const operator = { email: 'operator@cleave.example', password: randomUUID() };
    const dataDir = await cleanDataFolder();
    this.undo.push(() => discardEmbeddedServer(dataDir));
    this.server = await embeddedServer({ dataDir, settings: { max_connections: CONNECTIONS } });
    this.undo.push(() => this.server.stop());
    this.cleave = await Cleave.start({ dataDir, operator, inspect });
    this.undo.push(() => this.cleave.stop());
    this.freshMegabytes = megabytesOf(this.cleave.pid);
    this.catalogue = await openShop(this.cleave.port, operator);
    this.generator = await LoadGenerator.start();
    this.undo.push(() => this.generator.stop());
  }

  /** Stops everything, last started first, and leaves nothing on the disk. */
  async clear(): Promise<void> {
    for (let step = this.undo.pop(); step; step = this.undo.pop()) await step();
  }
}
