import { Html, markup } from './html.js';

/** What all e-mails share: the greeting, and the page around the HTML. */
export const greeting = {
  text: (name: string): string => `Dear ${name},`,
  // A name in Arabic or Hebrew runs from right to left, and does not turn the comma after it.
  html: (name: string): Html => markup`<p>Dear <bdi>${name}</bdi>,</p>`,
};

interface Page {
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  /** Left out where nobody is greeted. */
  readonly name?: string;
  /** HTML, made by a template. */
  readonly content: string;
}

export const page = ({ language, subject, name, content }: Page): string =>
  markup`<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><title>${subject}</title></head>
<body style="font-family: sans-serif; line-height: 1.5">
${name === undefined ? '' : new Html(`${greeting.html(name).text}\n`)}${new Html(content)}
</body>
</html>
`.text;

/** Scripts that are written from right to left, of languages in use (ISO 15924). */
const FROM_THE_RIGHT: ReadonlySet<string | undefined> = new Set([
  'Adlm',
  'Arab',
  'Hebr',
  'Nkoo',
  'Rohg',
  'Syrc',
  'Thaa',
]);

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  FROM_THE_RIGHT.has(new Intl.Locale(language).maximize().script) ? 'rtl' : 'ltr';
