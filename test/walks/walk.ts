/** A section of a page as somebody would follow it: what is typed, and the files that are written by hand. */
export interface Walk {
  readonly commands: readonly string[];
  /** Path → the whole file. */
  readonly files: ReadonlyMap<string, string>;
}

const BLOCK = /^```(sh|ts)\n([^]*?)^```$/gm;
const NAMED = /^\/\/ ((?:[\w.-]+\/)+[\w.-]+)\n/;

/** Throws when the page has no such section, or a block of code in it does not name its file. */
export function walkIn(page: string, title: string): Walk {
  const [, section] = page.split(`\n## ${title}\n`);
  if (section === undefined) throw new Error(`the page has no section ${title}`);
  const blocks = [...section.split('\n## ')[0]!.matchAll(BLOCK)].map(([, kind, text]) => ({ kind, text: text! }));
  const commands = blocks.filter(({ kind }) => kind === 'sh').flatMap(({ text }) => text.trim().split('\n'));
  const files = blocks.filter(({ kind }) => kind === 'ts').map(({ text }) => fileIn(text));
  return { commands, files: new Map(files) };
}

function fileIn(text: string): readonly [path: string, content: string] {
  const [line, path] = NAMED.exec(text) ?? [];
  if (!path) throw new Error(`this block does not name its file in its first line:\n${text}`);
  return [path, text.slice(line!.length)];
}
