import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { child } from '#test/child';

it('a context that hangs ends its process with 70, and one line says which and why', async () => {
  const program = child(new URL('end-stuck.fixtures.ts', import.meta.url));
  const [said, [code]] = await Promise.all([text(program.stdout!), once(program, 'exit')]);
  expect(said).toContain('shop: a batch did not end within 20 s: the process ends');
  expect(code).toBe(70);
});
