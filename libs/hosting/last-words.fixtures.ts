import { Logger } from '@nestjs/common';
import { LineLogger } from '#libs/logging';
import { tellLastWords } from './last-words.js';

/** A process that ends by an error that nobody handles: thrown in a timer, or a promise that is rejected. */
Logger.overrideLogger(new LineLogger({ format: 'json', base: { process: 'front' } }));
tellLastWords();
const error = Object.assign(new TypeError('a\n{"level":"info"} password=hunter2'), {
  headers: { cookie: 'device=9f8e7d' },
});
if (process.argv[2] === 'thrown')
  setTimeout(() => {
    throw error;
  }, 1);
else void Promise.reject(error);
setTimeout(() => process.exit(3), 30_000);
