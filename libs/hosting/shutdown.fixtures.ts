import { Shutdown } from './shutdown.js';

/** A process of which one step of the stop never ends; prints what the stop did. Its argument: how long its pause is. */
const say = (what: string): void => void process.stdout.write(`${what}\n`);
process.stderr.write = process.stdout.write.bind(process.stdout); // the spec reads one of them
const shutdown = new Shutdown(2_000);
shutdown.add('last', () => say('last'));
shutdown.add('needs time', () => say('needs time'), 400);
shutdown.add('stuck', () => new Promise(() => say('stuck')));
shutdown.addPause(Number(process.argv[2]));
shutdown.add('first', () => say('first'));
setTimeout(() => process.exit(3), 30_000); // a stop that never ends fails the spec, and leaves no process behind
say('started');
