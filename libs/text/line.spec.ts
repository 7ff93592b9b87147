import fc from 'fast-check';
import { anyText } from '#libs/testing/inputs';
import { lineOf } from './line.js';
import { NAMES } from './names.fixtures.js';
import { NO_NAMES } from './no-names.fixtures.js';

describe('a name of the world is taken, and stored composed', () => {
  it.each(NAMES)('%s', (_, name) => {
    expect(lineOf(name, 200)).toEqual({ text: name.normalize('NFC') });
  });

  it('is the same however it is typed', () => {
    for (const [, name] of NAMES) expect(lineOf(name.normalize('NFD'), 200)).toEqual(lineOf(name, 200));
  });

  it('has no blanks at its ends', () => {
    expect(lineOf(' \u3000Ada Lovelace\u00A0 ', 200)).toEqual({ text: 'Ada Lovelace' });
  });

  it('holds no KELVIN SIGN: composing makes it the letter', () => {
    expect(lineOf('\u212Aelvin', 200)).toEqual({ text: 'Kelvin' });
  });
});

describe('what is no name is refused, and the reason told', () => {
  it.each(NO_NAMES)('%s', (_, name, problem) => {
    expect(lineOf(name, 200)).toEqual({ problem: expect.stringMatching(problem) });
  });
});

it('what was taken once is taken again as it is, whatever it was', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 60 }), (raw) => {
      const first = lineOf(raw, 20);
      if ('text' in first) expect(lineOf(first.text, 20)).toEqual(first);
    }),
    { numRuns: 5_000 },
  );
});
