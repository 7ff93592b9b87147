// Loaded into a process (`--import`): remembers which modules of the product it loads, and whether it loads what only placements with
// Consul need, and tells its parent when asked.
import { registerHooks } from 'node:module';

const seen = new Set();
registerHooks({
  load(url, context, next) {
    const [, module, consul] = /\/src\/modules\/([^/]+)\/|\/libs\/discovery\/(consul)\//.exec(url) ?? [];
    if (module ?? consul) seen.add(module ?? consul);
    return next(url, context);
  },
});
process.on('message', (asked) => asked === 'loaded' && process.send({ loaded: [...seen] }));
process.channel?.unref();
