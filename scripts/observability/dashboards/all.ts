import { database } from './database.js';
import { grafanaText } from './grafana.js';
import { messages } from './messages.js';
import { orders } from './orders.js';
import type { Dashboard } from './panel.js';
import { processes } from './processes.js';
import { sagas } from './sagas.js';

export const dashboards: readonly Dashboard[] = [orders, messages, sagas, database, processes];

/** File in deploy/observability → what it must be. */
export const dashboardFiles = (): ReadonlyMap<string, string> =>
  new Map(dashboards.map((one) => [`grafana/dashboards/${one.uid}.json`, grafanaText(one)]));
