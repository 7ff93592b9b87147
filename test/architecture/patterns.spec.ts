import { slowPatterns } from './patterns.js';
import { RED, ROOT, sourcesIn } from './sources.js';

describe('every regular expression takes linear time, whatever it is given', () => {
  it('here; these are built of constants, and were looked at by people', () => {
    const slow = ['src', 'libs'].flatMap((folder) => slowPatterns(sourcesIn(ROOT, folder)));
    expect(slow.map((line) => line.replace(/: new RegExp.*/s, ''))).toEqual([
      'libs/declarations/classes-in.ts',
      'libs/logging/redact.ts',
      'libs/logging/redact.ts',
      'libs/text/characters.ts',
      'libs/text/characters.ts',
      'libs/text/characters.ts',
      'libs/messaging/transports/redis/requirements.ts',
    ]);
  });

  it('is seen red', () => {
    const red = 'src/modules/orders/slow-patterns.ts';
    expect(slowPatterns(sourcesIn(RED, 'src'))).toEqual([
      `${red}: /0+$/ takes quadratic time`,
      `${red}: /^(a+)+b/ takes exponential time`,
      `${red}: new RegExp(\`^\${String(trailingZeros)}\`) is built while it runs`,
    ]);
  });
});
