/** A curve for each series that the query returns. */
export interface Query {
  readonly expr: string;
  /** Grafana's template of a curve's name: `{{context}} to {{receiver}}`. */
  readonly legend: string;
}

export interface Panel {
  readonly title: string;
  /** What it says, and what is unusual. Shown at the panel's corner. */
  readonly about: string;
  /** As Grafana names it. @defaultValue short */
  readonly unit?: 's' | 'reqps' | 'ops' | 'percentunit' | 'bytes' | 'short' | 'bool';
  readonly queries: readonly Query[];
}

export interface Dashboard {
  /** Ends its address, and names its file. */
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

/** The processes that were chosen above the dashboard. */
export const CHOSEN = 'instance=~"$instance"';

/** How often a counter, or the count of a histogram, rises in a second, summed up by these labels. */
export const perSecond = (metric: string, by: string, matchers = CHOSEN): string =>
  `sum by (${by}) (rate(${metric}{${matchers}}[$__rate_interval]))`;

/** Of a histogram; `{{quantile}}` is no label of the result, so that each quantile is a query. */
export const quantile = (q: number, histogram: string, by?: string): string =>
  `histogram_quantile(${q}, ${perSecond(`${histogram}_bucket`, by ? `le, ${by}` : 'le')})`;

/** Quantiles of a histogram, one curve for each. */
export const quantiles = (histogram: string, ...of: readonly number[]): Query[] =>
  of.map((q) => ({ expr: quantile(q, histogram), legend: `p${q * 100}` }));
