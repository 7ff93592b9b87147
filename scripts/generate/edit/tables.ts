/** A README with a word more in a row of its table: `nothing` gives way to it. */
export function withCell(text: string, row: string, word: string): string {
  const line = text.split('\n').find((one) => one.startsWith(`| ${row} `));
  if (!line) throw new Error(`the table has no row ${row}`);
  const [, , value = ''] = line.split('|').map((cell) => cell.trim());
  const filled = value === 'nothing' ? word : `${value}, ${word}`;
  return text.replace(line, `| ${row} | ${filled} |`);
}

/** A table with a row more: behind the last that begins alike, else before the first that begins with `before`. */
export function withRow(text: string, row: string, like: RegExp, before: RegExp): string {
  const lines = text.split('\n');
  const alike = lines.findLastIndex((line) => like.test(line));
  const at = alike < 0 ? lines.findIndex((line) => before.test(line)) : alike + 1;
  if (at < 0) throw new Error(`the table has no place for ${row}`);
  return lines.toSpliced(at, 0, row).join('\n');
}
