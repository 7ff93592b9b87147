import { dashboards } from './all.js';

export interface PanelQuery {
  readonly dashboard: string;
  readonly panel: string;
  readonly expr: string;
}

/** The queries of all panels, as Grafana sends them when all processes are chosen. @param range  a duration, such as 1m */
export const panelQueries = (range: string): readonly PanelQuery[] =>
  dashboards.flatMap(({ title: dashboard, panels }) =>
    panels.flatMap(({ title: panel, queries }) =>
      queries.map(({ expr }) => ({ dashboard, panel, expr: filled(expr, range) })),
    ),
  );

const filled = (expr: string, range: string): string =>
  expr.replaceAll(/\$__(rate_interval|range)\b/g, range).replaceAll('$instance', '.*');
