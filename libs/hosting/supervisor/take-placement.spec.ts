import { contexts } from '../contexts.fixtures.js';
import { keepsTraces, placementFrom } from './take-placement.js';

const given = (...args: string[]) => placementFrom(contexts, args, '');

it('splits contexts off without a file', () => {
  const { processes, transport, discovery } = given('--split', 'till', '--transport', 'redis', '--discovery', 'consul');
  expect(processes.map(({ name }) => name)).toEqual(['rest', 'till']);
  expect([transport, discovery]).toEqual(['redis', 'consul']);
});

it('takes one process where nothing is said', () => {
  expect(given().processes).toHaveLength(1);
  expect(given('--traces').processes).toHaveLength(1);
});

it('keeps traces on demand', () => {
  expect([[], ['--traces'], ['--traces', '--split', 'till']].map(keepsTraces)).toEqual([false, true, true]);
});

it.each([
  [['--split', 'tills'], /unknown context "tills": did you mean till\?/],
  [['--placement', 'no.yaml'], /no\.yaml +there is no such file/],
  [['--placement', 'no.yaml', '--split', 'till'], /^npm start takes .* not both of the first two\.$/],
  [
    ['--split', 'till', '--transport', 'pigeons'],
    'There is no transport pigeons; there are tcp and redis and rabbitmq.',
  ],
  [['--discovery', 'dns'], 'There is no discovery dns; there are static and consul.'],
  [['--splitt', 'till'], /^npm start takes .*Unknown option '--splitt'/],
  [['--traces=9'], /^npm start takes .*'--traces' does not take an argument/],
  [['payments'], /^npm start takes /],
])('%j is refused with a sentence', (args, sentence) => {
  expect(() => given(...args)).toThrow(sentence);
});
