import { LineLogger } from './line-logger.js';

/** A process that writes so many lines as records, tells on stderr when it has, and ends by itself, or never if told `stay`. */
const [, , lines, stay] = process.argv;
const logger = new LineLogger({ format: 'json' });
for (let n = 0; n < Number(lines); n++) logger.log(`line ${n} ${'x'.repeat(900)}`, 'orders door');
if (stay) process.stdin.once('data', () => (logger.log('the end', 'orders door'), setImmediate(() => process.exit(7))));
else process.exit(7);
process.send?.('written');
