import { readFileSync } from 'node:fs';
import { complaintsOfDashboards, complaintsOfRules } from '../../scripts/observability/checks.js';
import { dashboardFiles } from '../../scripts/observability/dashboards/all.js';
import { panelQueries } from '../../scripts/observability/dashboards/queries.js';
import { inDeploy } from '../../scripts/observability/in-deploy.js';
import { alerts } from '../../scripts/observability/rule-files.js';
import { describeWithPrometheus } from './prometheus.js';

it.each([...dashboardFiles()])('%s is what the sources say', (file, text) => {
  if (readFileSync(inDeploy(file), 'utf8') !== text) throw new Error('run npm run observability:write and commit it');
});

it('every alert says how urgent it is, and has a section of docs/alerts.md; no other has', () => {
  const sections = readFileSync(inDeploy('../../docs/alerts.md'), 'utf8').matchAll(/^## (.+)$/gm);
  expect([...sections].map(([, name]) => name!).toSorted()).toEqual(
    [...new Set(alerts().map(({ alert }) => alert))].toSorted(),
  );
  for (const { alert, labels, annotations } of alerts()) {
    expect(['page', 'ticket']).toContain(labels.severity);
    expect(annotations).toEqual({
      summary: expect.any(String),
      description: expect.any(String),
      runbook: `docs/alerts.md#${alert.toLowerCase()}`,
    });
  }
});

it('no query groups by an id', () => {
  const all = [...panelQueries('1m').flatMap(({ queries }) => queries), ...alerts().map(({ expr }) => expr)];
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter((expr) => /\b(order|user|message|trace)_?id\b/i.test(expr))).toEqual([]);
});

describeWithPrometheus('promtool', () => {
  it('has nothing to say of the rules and their tests', () => expect(complaintsOfRules()).toEqual([]));
  it('has nothing to say of the queries', () => expect(complaintsOfDashboards()).toEqual([]));
});
