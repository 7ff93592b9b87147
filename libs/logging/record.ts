import { written, type Fields } from './fields.js';
import type { Level } from './levels.js';
import { oneLine } from './line.js';

/** A record as the logger writes it, for what is said where there is no logger: before the settings are read, and by other programs. */
export const recordLine = (level: Level, message: string, fields: Fields = {}): string =>
  JSON.stringify({ level, time: new Date().toISOString(), ...written(fields), message: oneLine(message) });
