import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '#libs/processes';
import { panelQueries } from './dashboards/queries.js';
import { inDeploy } from './in-deploy.js';
import { promtool } from './promtool.js';

/** Of Prometheus's configuration, its rules, and their tests. Empty: all is well. */
export const complaintsOfRules = (): readonly string[] =>
  [
    promtool('check', 'config', inDeploy('prometheus.yml')),
    ...readdirSync(inDeploy('tests')).map((name) => promtool('test', 'rules', inDeploy(`tests/${name}`))),
  ].filter(Boolean);

/** Of the queries of the dashboards. promtool cannot check a query alone, but a rule that records it. */
export function complaintsOfDashboards(): readonly string[] {
  const queries = panelQueries('1m').flatMap((panel) => panel.queries);
  const rules = queries.map((expr, n) => ({ record: `panel:${n}`, expr }));
  const folder = mkdtempSync(join(tmpdir(), 'cleave-panels-'));
  try {
    const file = join(folder, 'panels.json');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'panels', rules }] })); // JSON is YAML
    return [promtool('check', 'rules', file)].filter(Boolean);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const COLLECTORS = ['otelcol-contrib', 'otelcol'];

/** The name of a collector on the PATH; undefined: there is none. */
export const collector = (): string | undefined => COLLECTORS.find((name) => findProgram(name));

/** Of the collector's configuration, by a collector; undefined: there is none. */
export function complaintsOfCollector(): readonly string[] | undefined {
  const program = collector();
  if (!program) return undefined;
  const { status, stdout, stderr } = spawnSync(program, ['validate', `--config=${inDeploy('collector.yaml')}`], {
    encoding: 'utf8',
    env: { ...process.env, TRACES_ENDPOINT: 'http://127.0.0.1:4318' },
  });
  return status === 0 ? [] : [`${program} validate\n${stdout}${stderr}`];
}
