import { child, firstLine, killed } from '#test/child';

it('has no object born old, however long earlier ones of its kind lived', async () => {
  const program = child(new URL('bear-young.fixtures.ts', import.meta.url));
  const grown = await firstLine(program);
  await killed(program);
  expect(Number(grown)).toBeLessThan(3); // without it 17.6, in two of three runs
});
