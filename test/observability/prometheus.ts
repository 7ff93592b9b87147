import type { ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort } from '#libs/free-ports';
import { findProgram, ServerChild, spawnServer } from '#libs/processes';
import { serverFolder } from '#test/test-server';
import { inDeploy } from '../../scripts/observability/in-deploy.js';
import { ruleFiles } from '../../scripts/observability/rule-files.js';
import { scaled } from '../../scripts/observability/scaled.js';
import { type Scraped, targetsOf } from '../../scripts/observability/targets-of.js';

const READY_MS = 30_000;
/** In place of the 15 s of production. */
const SCRAPE = { scrape_interval: '1s', evaluation_interval: '1s' };

/** Describes what needs Prometheus; where there is none, it says so and skips. */
export function describeWithPrometheus(name: string, body: () => void): void {
  if (findProgram('prometheus') && findProgram('promtool')) return describe(name, body);
  process.stderr.write(`\nSKIPPED, for want of prometheus on the PATH (apt-get install prometheus): ${name}\n`);
  describe.skip(name, body);
}

export type Labels = Readonly<Record<string, string>>;
/** A curve, with its value at each moment. */
export interface Series {
  readonly metric: Labels;
  readonly values: readonly (readonly [seconds: number, value: string])[];
}

/** A Prometheus of one spec's own with the configuration of deploy/observability, but more often, and with the durations of its rules scaled. */
export class Prometheus extends ServerChild {
  private constructor(
    child: ChildProcess,
    readonly dir: string,
    private readonly url: string,
  ) {
    super(child);
  }

  static async start(factor: number): Promise<Prometheus> {
    const dir = serverFolder('prometheus');
    for (const folder of ['rules', 'targets']) mkdirSync(join(dir, folder));
    for (const [name, text] of ruleFiles()) writeFileSync(join(dir, 'rules', name), scaled(text, factor));
    const config = parse(readFileSync(inDeploy('prometheus.yml'), 'utf8')) as {
      scrape_configs: readonly [{ scrape_timeout: string }];
    };
    config.scrape_configs[0].scrape_timeout = SCRAPE.scrape_interval;
    writeFileSync(join(dir, 'prometheus.yml'), stringify({ ...config, global: SCRAPE }));
    const listen = `127.0.0.1:${await freePort()}`;
    const options = { 'config.file': 'prometheus.yml', 'storage.tsdb.path': 'data', 'web.listen-address': listen };
    const args = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
    const command = [findProgram('prometheus')!, ...args, '--log.level=warn'];
    const child = spawnServer({ command, dir, log: join(dir, 'prometheus.log'), endedBy: 'KILL' });
    const made = new Prometheus(child, dir, `http://${listen}`);
    await made.ready();
    return made;
  }

  async ready(): Promise<void> {
    const isReady = () =>
      fetch(`${this.url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    if (await this.becomes(isReady, READY_MS)) return;
    throw new Error(`Prometheus does not start:\n${readFileSync(join(this.dir, 'prometheus.log'), 'utf8')}`);
  }

  /** It asks these from now on; it sees within seconds that the file has changed. */
  watch(members: readonly Scraped[]): void {
    writeFileSync(join(this.dir, 'targets', 'all.json'), targetsOf(members));
  }

  /** The alerts that fire, by name; those of the budgets with their objective and rate. */
  async firing(): Promise<readonly string[]> {
    const alerts = await this.ask<{ alerts: { labels: Labels; state: string }[] }>('alerts', {});
    return alerts.alerts.filter(({ state }) => state === 'firing').map(({ labels }) => nameOf(labels));
  }

  /** Each alert that has fired since that moment. */
  async fired(since: Date): Promise<readonly string[]> {
    return (await this.curves('ALERTS{alertstate="firing"}', since)).map(({ metric }) => nameOf(metric));
  }

  /** What the query returns from that moment until now. */
  async curves(query: string, since: Date): Promise<readonly Series[]> {
    const asked = { query, start: since.toISOString(), end: new Date().toISOString(), step: '1s' };
    return (await this.ask<{ result: Series[] }>('query_range', asked)).result;
  }

  private async ask<T>(path: string, query: Labels): Promise<T> {
    const response = await fetch(`${this.url}/api/v1/${path}?${new URLSearchParams(query).toString()}`);
    const answer = (await response.json()) as { status: string; error?: string; data: T };
    if (answer.status !== 'success') throw new Error(answer.error);
    return answer.data;
  }
}

const nameOf = ({ alertname, slo, burn }: Labels): string => [alertname, slo, burn].filter(Boolean).join(' ');
