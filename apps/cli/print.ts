import { styleText } from 'node:util';

const TITLE = /^[A-Z][A-Za-z ]*$/gm;

/** What was asked for. Titles are bold on a terminal that wants colours (NO_COLOR says no). */
export function print(text: string): void {
  const styled = text.replaceAll(TITLE, (title) => styleText('bold', title, { stream: process.stdout }));
  process.stdout.write(`${styled}\n`);
}

/** The same for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
