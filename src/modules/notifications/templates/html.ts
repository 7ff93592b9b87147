/** A piece of HTML. Only `markup` makes one of text, and escapes what is put into it. */
export class Html {
  constructor(readonly text: string) {}
}

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `` markup`<p>${name}</p>` ``: the values are text, and escaped for elements and quoted attributes; those that are Html stay as they are. */
export const markup = (pieces: TemplateStringsArray, ...values: readonly (string | Html)[]): Html =>
  new Html(pieces.map((piece, n) => (n ? written(values[n - 1]!) : '') + piece).join(''));

const written = (value: string | Html): string =>
  value instanceof Html ? value.text : value.replaceAll(/[&<>"']/g, (character) => ESCAPED[character]!);
