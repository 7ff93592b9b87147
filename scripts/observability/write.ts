import { writeFileSync } from 'node:fs';
import { dashboardFiles } from './dashboards/all.js';
import { inDeploy } from './in-deploy.js';

// npm run observability:write: Grafana's dashboards, from scripts/observability/dashboards.
for (const [file, text] of dashboardFiles()) writeFileSync(inDeploy(file), text);
