import type { Socket } from 'node:net';

/** Calls `onLine` for each line that a socket receives, and `onTooLong`, once, for one that does not end within a limit. */
export function followLines(
  socket: Socket,
  mostCharacters: number,
  onLine: (line: string) => void,
  onTooLong: () => void,
): void {
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop()!;
    for (const line of lines.filter(({ length }) => length <= mostCharacters)) onLine(line);
    if ([rest, ...lines].every(({ length }) => length <= mostCharacters)) return;
    socket.off('data', take).resume(); // what is still sent is read and forgotten
    onTooLong();
  };
  socket.setEncoding('utf8').on('data', take);
}
