import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { child } from '#test/child';

it.each(['thrown', 'rejected'])(
  'an error that is %s and not handled is one line, and ends the process',
  async (how) => {
    const program = child(new URL('last-words.fixtures.ts', import.meta.url), how);
    const [output, [code]] = await Promise.all([text(program.stdout!), once(program, 'exit')]);
    expect(code).toBe(1);
    expect(output.match(/\n/g)).toHaveLength(1);
    expect(output).not.toMatch(/hunter2|9f8e7d/);
    expect(JSON.parse(output)).toMatchObject({
      level: 'fatal',
      process: 'front',
      context: 'host',
      message: expect.stringMatching(
        /^the process ends, since nobody handled: TypeError: a\\n.* <at .*last-words\.fixtures/,
      ),
    });
  },
);
