/** Adds a word to a row of a README's table, and replaces `nothing` by it. */
export function withCell(text: string, row: string, word: string): string {
  const line = text.split('\n').find((one) => one.startsWith(`| ${row} `));
  if (!line) throw new Error(`the table has no row ${row}`);
  const [, , value = ''] = line.split('|').map((cell) => cell.trim());
  const filled = value === 'nothing' ? word : `${value}, ${word}`;
  return text.replace(line, `| ${row} | ${filled} |`);
}

/** Adds a row to a table: after the last with the same beginning, otherwise before the first that begins with `before`. */
export function withRow(text: string, row: string, like: RegExp, before: RegExp): string {
  const lines = text.split('\n');
  const alike = lines.findLastIndex((line) => like.test(line));
  const at = alike < 0 ? lines.findIndex((line) => before.test(line)) : alike + 1;
  if (at < 0) throw new Error(`the table has no place for ${row}`);
  return lines.toSpliced(at, 0, row).join('\n');
}
