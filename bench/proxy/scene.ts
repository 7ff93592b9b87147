import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedServer, embeddedServer } from '#libs/database';
import { freePorts } from '#libs/free-ports';
import { inRoot, ourEnvironment, startNode, stopped } from '../stage/child.js';
import { Cleave } from '../stage/cleave.js';
import { cleanDataFolder } from '../stage/data-folder.js';
import { CONNECTIONS } from './load.js';
import { nginx } from './nginx.js';

const STOP_MS = 5_000;

/** A way to the service. */
export interface Way {
  readonly name: 'directly' | 'nginx' | 'Cleave';
  readonly origin: string;
  readonly prefix: string;
}

/** The processes of a run: the service, nginx, PostgreSQL and the monolith with a route to the service. */
export class Scene {
  private readonly undo: (() => unknown)[] = [];

  /** @param failed  is told when Cleave ends before its time */
  async set(failed: (error: Error) => void): Promise<readonly Way[]> {
    const folder = mkdtempSync(join(tmpdir(), 'cleave-'));
    this.undo.push(() => rmSync(folder, { recursive: true }));
    const [service, proxy] = (await freePorts(2)) as [number, number];
    await once(this.stopsAtEnd(serviceAt(service)), 'message');
    const beside = await nginx(folder, [proxy, service, CONNECTIONS]);
    if (beside) this.stopsAtEnd(beside);
    const cleave = await this.gateway(folder, service);
    cleave.onEnd(failed);
    return [
      { name: 'directly', origin: origin(service), prefix: '' },
      ...(beside ? [{ name: 'nginx', origin: origin(proxy), prefix: '/bench' } as const] : []),
      { name: 'Cleave', origin: origin(cleave.port), prefix: '/bench' },
    ];
  }

  /** Stops everything in reverse order of the start, and removes all files. */
  async clear(): Promise<void> {
    for (let step = this.undo.pop(); step; step = this.undo.pop()) await step();
  }

  /** All requests come from one address, so the rate limits are off. */
  private async gateway(folder: string, service: number): Promise<Cleave> {
    const routes = join(folder, 'routes.yaml');
    writeFileSync(routes, `routes:\n  /bench: { to: ${origin(service)}, access: public }\n`);
    const dataDir = await cleanDataFolder();
    this.undo.push(() => discardEmbeddedServer(dataDir));
    const server = await embeddedServer({ dataDir });
    this.undo.push(() => server.stop());
    const cleave = await Cleave.start({
      adminUrl: server.adminUrl,
      prefix: 'cleave_',
      dataDir: join(dataDir, 'system'),
      probes: folder,
      operator: { email: 'operator@cleave.example', password: randomUUID() },
      inspect: false,
      settings: { CLEAVE_ROUTES: routes, CLEAVE_RATE_LIMITS: 'off' },
    });
    this.undo.push(() => cleave.stop());
    return cleave;
  }

  private stopsAtEnd(child: ChildProcess): ChildProcess {
    this.undo.push(() => stopped(child, STOP_MS));
    return child;
  }
}

const serviceAt = (port: number): ChildProcess =>
  startNode([inRoot('dist/bench/proxy/service.js')], { ...ourEnvironment(), BENCH_PORT: String(port) });

const origin = (port: number): string => `http://127.0.0.1:${port}`;
