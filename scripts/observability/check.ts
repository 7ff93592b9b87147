import { complaintsOfCollector, complaintsOfDashboards, complaintsOfRules } from './checks.js';
import { hasPromtool } from './promtool.js';

// npm run observability:check: the rules, their tests and the dashboards' queries by promtool, and the collector's configuration by a
// collector. What is missing on this machine is said, and not checked.
const complaints: string[] = [];
if (hasPromtool()) complaints.push(...complaintsOfRules(), ...complaintsOfDashboards());
else console.log('SKIPPED, for want of promtool (apt-get install prometheus): rules and dashboards');

const ofCollector = complaintsOfCollector();
if (ofCollector) complaints.push(...ofCollector);
else console.log("SKIPPED, for want of otelcol-contrib on the PATH: the collector's configuration");

for (const complaint of complaints) console.error(complaint);
if (!complaints.length) console.log('deploy/observability: nothing to complain about');
process.exitCode = complaints.length ? 1 : 0;
