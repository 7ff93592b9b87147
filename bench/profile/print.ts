import type { SelfTime, SelfTimes } from './self-times.js';

const FUNCTIONS = 40;
const FILES = 20;

const seconds = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;

/** Prints the functions with the most self time, and the self time by file and package. */
export function profileText({ busyMs, idleMs, awayMs, functions, files }: SelfTimes): string {
  const share = (ms: number): string => `${((ms / busyMs) * 100).toFixed(1).padStart(5)} %`;
  const top = Map.groupBy(functions.slice(0, FUNCTIONS), ({ file }) => file);
  const line = ({ name, line, ms }: SelfTime): string => `  ${share(ms)}  ${name}${line > 1 ? `:${line}` : ''}`;
  return [
    `busy ${seconds(busyMs)}, idle ${seconds(idleMs)}, without a core ${seconds(awayMs)}`,
    `the ${FUNCTIONS} functions with most time of their own, below their files:`,
    ...[...top].flatMap(([file, of]) => [file, ...of.map(line)]),
    '',
    `the ${FILES} files and packages with most:`,
    ...files.slice(0, FILES).map(([file, ms]) => `  ${share(ms)}  ${file}`),
  ].join('\n');
}
