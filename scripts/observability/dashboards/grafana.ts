import type { Dashboard, Panel } from './panel.js';

/** Two panels beside each other; Grafana's grid has 24 columns. */
const [WIDTH, HEIGHT] = [12, 8];
const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

/** The dashboard as Grafana reads it from a file. */
export function grafanaText({ uid, title, panels }: Dashboard): string {
  const dashboard = {
    uid: `cleave-${uid}`,
    title: `Cleave: ${title}`,
    tags: ['cleave'],
    schemaVersion: 39,
    timezone: 'browser',
    editable: false,
    graphTooltip: 1, // one crosshair for all panels
    refresh: '10s',
    time: { from: 'now-1h', to: 'now' },
    links: [{ type: 'dashboards', title: 'Cleave', tags: ['cleave'], keepTime: true, includeVars: true }],
    templating: { list: [datasource, instances] },
    panels: panels.map(panelOf),
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}

const datasource = { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' };
const instances = {
  name: 'instance',
  label: 'Process',
  type: 'query',
  datasource: DATASOURCE,
  query: { query: 'label_values(up{job="cleave"}, instance)', refId: 'instances' },
  refresh: 2, // whenever the time changes: processes come and go
  sort: 1,
  multi: true,
  includeAll: true,
  allValue: '.*',
  current: { text: 'All', value: '$__all' },
};

const panelOf = ({ title, about, unit = 'short', queries }: Panel, n: number) => ({
  id: n + 1,
  type: 'timeseries',
  title,
  description: about,
  datasource: DATASOURCE,
  gridPos: { x: (n % 2) * WIDTH, y: Math.floor(n / 2) * HEIGHT, w: WIDTH, h: HEIGHT },
  fieldConfig: { defaults: { unit, min: 0, custom: { fillOpacity: 8, showPoints: 'never' } }, overrides: [] },
  options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
  targets: queries.map(({ expr, legend }, query) => ({
    refId: String.fromCharCode(65 + query),
    datasource: DATASOURCE,
    expr,
    legendFormat: legend,
  })),
});
