// Loaded into a process (`--import`): remembers which modules of the product it loads, and whether it loads what only placements with
// Consul, only telemetry or only a search in MongoDB needs, and tells its parent when asked.
import { registerHooks } from 'node:module';

const PARTS =
  /\/src\/modules\/([^/]+)\/|\/libs\/discovery\/(consul)\/|\/node_modules\/(@opentelemetry|nestjs-otel|mongodb)\//;
const seen = new Set();
registerHooks({
  load(url, context, next) {
    const part = PARTS.exec(url)?.slice(1).find(Boolean);
    if (part) seen.add(part);
    return next(url, context);
  },
});
process.on('message', (asked) => asked === 'loaded' && process.send({ loaded: [...seen] }));
process.channel?.unref();
