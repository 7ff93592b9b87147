const beginning = (name: string): string => `<!-- bench ${name} -->`;
const END = '<!-- /bench -->';

/** Whether a document has the marks `<!-- bench NAME -->` and `<!-- /bench -->`. */
export function hasMarks(document: string, name: string): boolean {
  const at = document.indexOf(beginning(name));
  return at >= 0 && document.includes(END, at);
}

/** The document with other figures between these marks. */
export function withFigures(document: string, name: string, figures: string): string {
  const from = document.indexOf(beginning(name)) + beginning(name).length;
  const to = document.indexOf(END, from);
  return `${document.slice(0, from)}\n\n${figures}\n\n${document.slice(to)}`;
}
