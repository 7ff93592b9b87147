import { fileURLToPath } from 'node:url';
import type { Seat } from '../seat.js';
import { KeptProcess } from './kept-process.js';
import { LogLines } from './log-lines.js';

const LINES = 10_000;

/** With CHATTY a process that prints 10 MB and is ready then; otherwise its supervisor, which says how much of it waits in memory. */
if (process.env['CHATTY']) {
  for (let n = 0; n < LINES; n++) process.stdout.write(`line ${n} ${'x'.repeat(1_000)}\n`);
  process.stdout.write('', () => process.send!({ ready: 'http://127.0.0.1:1' }));
  setInterval(() => undefined, 1_000);
} else {
  const seat = { process: { name: 'chatty', management: [1] }, replica: '1' } as unknown as Seat;
  const kept = new KeptProcess({
    seat,
    label: 'chatty',
    program: fileURLToPath(import.meta.url),
    flags: process.execArgv,
    env: { ...process.env, CHATTY: '1' },
    muteMs: 60_000,
    log: new LogLines(['chatty'], true),
  });
  kept.start();
  await kept.served;
  process.send!({ waiting: process.stdout.writableLength });
  process.once('message', () => void kept.stop().then(() => process.exit(0)));
}
