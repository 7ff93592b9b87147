import { Discard, Redrive } from './commands.js';

const letter = { id: '01990000-0000-7000-8000-000000000001' };

it.each([Redrive, Discard])('the reason of an operator is a line that can be read (%p)', ({ contract }) => {
  const taken = (reason: string) => contract.payload.safeParse({ ...letter, reason });
  expect(taken(' fixe\u0301 ').data).toMatchObject({ reason: 'fixé' });
  for (const reason of ['\u200B', '\u3164', 'a\u2028b', 'a\u202Eb', 'a\u0000', 'x'.repeat(201)])
    expect(taken(reason).success).toBe(false);
});
