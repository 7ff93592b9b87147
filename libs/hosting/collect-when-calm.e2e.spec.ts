import { createInterface } from 'node:readline';
import { child, killed } from '#test/child';

it('gives the room of young objects back once a busy time is over', async () => {
  const growing = child(new URL('collect-when-calm.fixtures.ts', import.meta.url));
  const rooms: number[] = [];
  for await (const line of createInterface({ input: growing.stdout! })) {
    rooms.push(Number(line));
    if (rooms.at(-1)! < rooms[0]! / 2 || rooms.length === 30) break;
  }
  await killed(growing);
  expect(rooms.at(-1)).toBeLessThan(rooms[0]! / 2);
});
