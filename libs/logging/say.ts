import type { Fields } from './fields.js';
import { logFormat } from './format.js';
import { recordLine } from './record.js';

let emitter: Fields = {};

/** Names the process and its replica, once they are known, in all that `say` prints as records. */
export function sayAs(given: Fields): void {
  emitter = given;
}

/** Prints a line about the progress of a start or stop to stderr, also before the settings are read, or when they are invalid. */
export function say(text: string, level: 'info' | 'fatal' = 'info'): void {
  const plain = level === 'fatal' ? `\n${text}` : `cleave: ${text}`;
  const line = logFormat() === 'json' ? recordLine(level, text, { ...emitter, context: 'cleave' }) : plain;
  process.stderr.write(`${line}\n`);
}
