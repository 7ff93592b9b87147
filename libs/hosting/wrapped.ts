const WIDTH = 100;

/** A line of 100 columns at most behind its head; what does not fit goes on in the next line, four columns further in than it began. */
export function wrapped(head: string, line: string): string[] {
  const [first, ...rest] = splitAt(line, WIDTH - head.length);
  return [head + first, ...rest.map((part) => ' '.repeat(head.length + 4) + part)];
}

function splitAt(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const at = text.lastIndexOf(' ', width);
  return [text.slice(0, at), ...splitAt(text.slice(at + 1), width - 4)];
}
