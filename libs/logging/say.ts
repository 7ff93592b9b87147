import { recordLine } from './record.js';

/**
 * Tells whoever started the program how its start or its stop goes on: on stderr, in a line of its own. It is said before the settings
 * are read, and when they cannot be, so it looks up LOG_FORMAT itself.
 */
export function say(text: string, level: 'log' | 'fatal' = 'log'): void {
  const isJson = process.env.LOG_FORMAT === 'json';
  const plain = level === 'fatal' ? `\n${text}` : `cleave: ${text}`;
  process.stderr.write(`${isJson ? recordLine({ level, context: 'cleave', message: text }) : plain}\n`);
}
