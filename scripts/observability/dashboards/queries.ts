import { dashboards } from './all.js';

export interface PanelQueries {
  readonly dashboard: string;
  readonly panel: string;
  readonly queries: readonly string[];
}

/** The queries of all panels, as Grafana sends them when all processes are chosen. @param range  a duration, such as 1m */
export const panelQueries = (range: string): readonly PanelQueries[] =>
  dashboards.flatMap(({ title: dashboard, panels }) =>
    panels.map(({ title: panel, queries }) => ({
      dashboard,
      panel,
      queries: queries.map(({ expr }) => filled(expr, range)),
    })),
  );

const filled = (expr: string, range: string): string =>
  expr.replaceAll(/\$__(rate_interval|range)\b/g, range).replaceAll('$instance', '.*');
