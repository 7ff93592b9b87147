import { chosenBy } from './chosen.js';
import { PLACEMENTS } from './placements.js';

it('without arguments it is everything', () => {
  expect(chosenBy([])).toEqual({
    placements: Object.keys(PLACEMENTS),
    frames: ['once', 'twice'],
    isToBeWritten: false,
  });
});

it('some placements, frames once', () => {
  expect(chosenBy(['--only', 'monolith,pairs/redis', '--frames', 'once'])).toMatchObject({
    placements: ['monolith', 'pairs/redis'],
    frames: ['once'],
  });
});

it.each([
  ['--only pairs', /^There is no placement pairs\. npm run test:placements .* one of monolith, /],
  ['--frames thrice', /^Frames are delivered once or twice, not thrice\./],
  ['--write --only monolith', /^Only the whole table is written/],
  ['--all', /--all/],
])('%s is refused', (args, sentence) => {
  expect(() => chosenBy(args.split(' '))).toThrow(sentence);
});
