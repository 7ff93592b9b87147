import { createInterface } from 'node:readline';
import { child, killed } from '#test/child';

it('gives its memory back to the operating system once a busy time is over', async () => {
  const growing = child(new URL('collect-when-calm.fixtures.ts', import.meta.url));
  const sizes: number[] = [];
  for await (const line of createInterface({ input: growing.stdout! })) {
    sizes.push(Number(line));
    if (sizes.at(-1)! < sizes[0]! / 2 || sizes.length === 30) break;
  }
  await killed(growing);
  expect(sizes.at(-1)).toBeLessThan(sizes[0]! / 2);
});
