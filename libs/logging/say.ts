import { recordLine } from './record.js';

/**
 * Prints a line about the progress of a start or stop to stderr. Also used before the settings are read, or when they are invalid, so it
 * reads LOG_FORMAT itself.
 */
export function say(text: string, level: 'log' | 'fatal' = 'log'): void {
  const isJson = process.env.LOG_FORMAT === 'json';
  const plain = level === 'fatal' ? `\n${text}` : `cleave: ${text}`;
  process.stderr.write(`${isJson ? recordLine({ level, context: 'cleave', message: text }) : plain}\n`);
}
