import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedServer, embeddedServer, type EmbeddedServer } from '#libs/database';
import { freePort } from '#libs/free-ports';
import { LoadGenerator } from '../load/load-generator.js';
import { cleanDataFolder } from './data-folder.js';
import type { Placed } from './placed.js';
import { Provider } from './provider.js';
import { openSystem, type System } from './system.js';

/** pgbench opens a connection per client; Cleave opens about forty at any load, and more with replicas. */
const CONNECTIONS = 400;
const CONNECTIONS_OF_PLACED = 100;

export interface StageOptions {
  /** Opens the inspector of the monolith, for the profiler. */
  readonly inspect: boolean;
  readonly placements: readonly Placed[];
  /** Aborts the start before its next step. */
  readonly signal: AbortSignal;
}

/** The processes of a run: PostgreSQL, every measured system, the load generator. */
export class Stage {
  private readonly undo: (() => unknown)[] = [];
  server!: EmbeddedServer;
  /** The monolith first. */
  readonly systems: System[] = [];
  generator!: LoadGenerator;

  /** Rejects when a process does not start; `clear` stops those that did. */
  async set({ inspect, placements, signal }: StageOptions): Promise<void> {
    const dataDir = await cleanDataFolder();
    this.undo.push(() => discardEmbeddedServer(dataDir));
    const settings = { max_connections: CONNECTIONS + placements.length * CONNECTIONS_OF_PLACED };
    this.server = await embeddedServer({ dataDir, settings });
    this.undo.push(() => this.server.stop());
    const probes = mkdtempSync(join(tmpdir(), 'cleave-')); // the path of a socket has 100 characters at most
    this.undo.push(() => rmSync(probes, { recursive: true }));

    for (const [n, placed] of [undefined, ...placements].entries()) {
      signal.throwIfAborted();
      const beside = placed?.provider ? await this.startProvider(join(dataDir, `system-${n}`)) : undefined;
      const system = await openSystem(
        {
          ...beside,
          adminUrl: this.server.adminUrl,
          prefix: placed ? `cleave${n}_` : 'cleave_',
          dataDir: join(dataDir, `system-${n}`),
          probes,
          operator: { email: 'operator@cleave.example', password: randomUUID() },
          placed,
          inspect: inspect && !placed,
        },
        (cleave) => this.undo.push(() => cleave.stop()),
      );
      this.systems.push(system);
    }
    this.generator = await LoadGenerator.start();
    this.undo.push(() => this.generator.stop());
  }

  /** What Cleave has to know of its provider, which has to know where Cleave will listen. */
  private async startProvider(dataDir: string) {
    const port = await freePort();
    mkdirSync(dataDir, { recursive: true });
    const provider = await Provider.start(dataDir, port);
    this.undo.push(() => provider.stop());
    return { provider, settings: { ...provider.settings, PORT: String(port) } };
  }

  get monolith(): System {
    return this.systems[0]!;
  }

  /** Stops everything in reverse order of the start, and removes all files. */
  async clear(): Promise<void> {
    for (let step = this.undo.pop(); step; step = this.undo.pop()) await step();
  }
}
