// Loaded into a process (`--import`): remembers which modules of the product it loads, and tells its parent when asked.
import { registerHooks } from 'node:module';

const seen = new Set();
registerHooks({
  load(url, context, next) {
    const [, module] = /\/src\/modules\/([^/]+)\//.exec(url) ?? [];
    if (module) seen.add(module);
    return next(url, context);
  },
});
process.on('message', (asked) => asked === 'loaded' && process.send({ loaded: [...seen] }));
process.channel?.unref();
