// The load generator's process. It shares the cores with the measured system, so it does as little as possible.
import { closedLoop } from './closed-loop.js';
import { openLoop } from './open-loop.js';
import type { Load } from './protocol.js';

process.on('message', (load: Load) => {
  const loop = load.perSecond === undefined ? closedLoop : openLoop;
  void loop(load, (report) => process.send!(report));
});
process.channel!.ref(); // with-parent.mjs lets go of it, and it is all that keeps an idle generator alive
