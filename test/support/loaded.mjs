// Loaded into a process (`--import`): remembers which modules of the product it loads, and whether it loads what only placements with
// Consul, only telemetry, only a search in MongoDB or only payments by Stripe need, and tells its parent when asked.
import { registerHooks } from 'node:module';
import { BroadcastChannel, isMainThread } from 'node:worker_threads';

const PARTS =
  /\/src\/modules\/([^/]+)\/|\/libs\/discovery\/(consul)\/|\/node_modules\/(@opentelemetry|nestjs-otel|mongodb|stripe)\//;
const seen = new Set();
const threads = new BroadcastChannel('loaded'); // what a thread loads is the process's, too
threads.onmessage = ({ data: part }) => isMainThread && seen.add(part);
threads.unref();
registerHooks({
  load(url, context, next) {
    const part = PARTS.exec(url)?.slice(1).find(Boolean);
    if (part && isMainThread) seen.add(part);
    else if (part) threads.postMessage(part);
    return next(url, context);
  },
});
if (isMainThread) {
  process.on('message', (asked) => asked === 'loaded' && process.send({ loaded: [...seen] }));
  process.channel?.unref();
}
