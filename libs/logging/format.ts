/** `text` for people, `json` for programs: an object per line. */
export type LogFormat = 'text' | 'json';

/** That of LOG_FORMAT; by default `text` on a terminal and `json` elsewhere. */
export const logFormat = (
  given: string | undefined = process.env.LOG_FORMAT,
  { isTTY }: { readonly isTTY?: boolean } = process.stdout,
): LogFormat => (given === 'text' || given === 'json' ? given : isTTY ? 'text' : 'json');
