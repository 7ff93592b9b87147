import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '#libs/free-ports';
import { findProgram, ServerChild, spawnServer } from '#libs/processes';
import { serverFolder } from '#test/test-server';
import { collector } from '../../scripts/observability/checks.js';
import { inDeploy } from '../../scripts/observability/in-deploy.js';

const READY_MS = 30_000;

/** Describes what needs a collector; where there is none, it says so and skips. */
export function describeWithCollector(name: string, body: () => void): void {
  if (collector()) return describe(name, body);
  process.stderr.write(`\nSKIPPED, for want of otelcol-contrib on the PATH: ${name}\n`);
  describe.skip(name, body);
}

/** A collector with the configuration of deploy/observability, which decides after one second and speaks JSON. */
export class Collector extends ServerChild {
  private constructor(
    child: ChildProcess,
    readonly dir: string,
    private readonly url: string,
  ) {
    super(child);
  }

  /** @param endpoint  where it sends what it keeps */
  static async start(endpoint: string): Promise<Collector> {
    const dir = serverFolder('collector');
    const listen = `127.0.0.1:${await freePort()}`;
    const changed = {
      'receivers::otlp::protocols::http::endpoint': listen,
      'processors::tail_sampling::decision_wait': '1s',
      'exporters::otlphttp::encoding': 'json',
      'exporters::otlphttp::compression': 'none',
    };
    const sets = Object.entries(changed).map(([name, value]) => `--set=${name}=${value}`);
    const child = spawnServer({
      command: [findProgram(collector()!)!, `--config=${inDeploy('collector.yaml')}`, ...sets],
      dir,
      log: join(dir, 'collector.log'),
      endedBy: 'KILL',
      env: { ...process.env, TRACES_ENDPOINT: endpoint },
    });
    const made = new Collector(child, dir, `http://${listen}/v1/traces`);
    await made.ready();
    return made;
  }

  async ready(): Promise<void> {
    const log = () => readFileSync(join(this.dir, 'collector.log'), 'utf8');
    if (await this.becomes(() => log().includes('Everything is ready'), READY_MS)) return;
    throw new Error(`The collector does not start:\n${log()}`);
  }

  /** Sends it spans by OTLP/HTTP as JSON. */
  async take(spans: readonly object[]): Promise<void> {
    const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
    const headers = { 'content-type': 'application/json' };
    const { ok, status } = await fetch(this.url, { method: 'POST', headers, body });
    if (!ok) throw new Error(`the collector answers ${status}`);
  }
}
