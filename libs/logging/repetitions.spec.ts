import { Repetitions as Counted } from './repetitions.js';

const MINUTE = 60_000;
const AWAY = 'the sweep waits: ECONNREFUSED';

/** By texts alone. */
class Repetitions {
  private readonly counted: Counted;
  constructor(most?: number) {
    this.counted = new Counted(most);
  }
  get isEmpty(): boolean {
    return this.counted.isEmpty;
  }
  happened = (kind: string, text: string, now: number) => this.counted.happened(kind, { text }, now)?.text;
  over = (kind: string, now: number) => this.counted.over(kind, now)?.text;
  due = (now: number) => this.counted.due(now).map(({ text }) => text);
}

/** Says it every 100 ms from one time to the other, and looks every five seconds, as FoldedLog does. */
function outage(repetitions: Repetitions, from: number, to: number): string[] {
  const lines: (string | undefined)[] = [];
  for (let now = from; now < to; now += 100) {
    if (now % 5_000 === 0) lines.push(...repetitions.due(now));
    lines.push(repetitions.happened('sweep', AWAY, now));
  }
  return lines.filter((line) => line !== undefined);
}

it('three minutes of ten warnings a second are a line at the beginning, one a minute and one at the end', () => {
  const repetitions = new Repetitions();
  expect(outage(repetitions, 0, 3 * MINUTE)).toEqual([
    AWAY,
    `${AWAY} (599 times more in 60.0 s)`,
    `${AWAY} (600 times more in 60.0 s)`,
  ]);
  expect(repetitions.over('sweep', 3 * MINUTE)).toBe(`${AWAY}: is over after 1800 times in 3 min`);
  expect(repetitions.over('sweep', 3 * MINUTE + 1)).toBeUndefined();
  expect(repetitions.due(4 * MINUTE)).toEqual([]);
  expect(repetitions.isEmpty).toBe(true);
});

it('what fails and works again ten times a second is no more lines than what only fails', () => {
  const repetitions = new Repetitions();
  const lines: (string | undefined)[] = [];
  for (let now = 0; now <= 2 * MINUTE; now += 100) {
    if (now % 5_000 === 0) lines.push(...repetitions.due(now));
    lines.push(repetitions.happened('sweep', AWAY, now), repetitions.over('sweep', now + 50));
  }
  expect(lines.filter((line) => line !== undefined)).toEqual([
    AWAY,
    `${AWAY}: is over after 1 time in 0.1 s`,
    `${AWAY} (649 times more in 65.0 s)`,
  ]);
  repetitions.due(3 * MINUTE);
  expect(repetitions.due(4 * MINUTE)).toEqual([`${AWAY}: is over after 1201 times in 2 min`]);
  expect(repetitions.isEmpty).toBe(true);
});

it('what nobody ends is over when a minute has passed without it', () => {
  const repetitions = new Repetitions();
  repetitions.happened('refused', 'refused: 401', 0);
  repetitions.happened('refused', 'refused: 401', 30_000);
  expect(repetitions.due(MINUTE)).toEqual(['refused: 401 (1 time more in 60.0 s)']);
  expect(repetitions.due(2 * MINUTE)).toEqual(['refused: 401: is over after 2 times in 30.0 s']);
  expect(repetitions.isEmpty).toBe(true);
});

it('what happens once is one line', () => {
  const repetitions = new Repetitions();
  expect(repetitions.happened('refused', 'refused: 401', 0)).toBe('refused: 401');
  expect(repetitions.due(MINUTE)).toEqual([]);
  expect(repetitions.isEmpty).toBe(true);
});

it('of what is worth reading one by one, so many lines a minute are written before the rest is counted', () => {
  const repetitions = new Repetitions(3);
  const write = (now: number) => repetitions.happened('refused', `refused: ${now}`, now);
  expect([0, 1, 2, 3, 4].map(write)).toEqual(['refused: 0', 'refused: 1', 'refused: 2', undefined, undefined]);
  expect(repetitions.due(MINUTE)).toEqual(['refused: 4 (2 times more in 60.0 s)']);
  expect(write(MINUTE + 1)).toBe(`refused: ${MINUTE + 1}`);
  expect(new Repetitions(3).due(MINUTE)).toEqual([]);
});

it('kinds do not fold each other, and what was never wrong is not over', () => {
  const repetitions = new Repetitions();
  expect(repetitions.happened('a', 'a is away', 0)).toBe('a is away');
  expect(repetitions.happened('b', 'b is away', 0)).toBe('b is away');
  expect(repetitions.over('c', 1)).toBeUndefined();
  expect(repetitions.over('a', 1_000)).toBe('a is away: is over after 1 time in 1.0 s');
});

it('kinds beyond the hundredth share one count, so that no input can fill the memory', () => {
  const repetitions = new Repetitions();
  const lines = Array.from({ length: 1_000 }, (_, n) => repetitions.happened(`kind ${n}`, `text ${n}`, n));
  expect(lines.filter((line) => line !== undefined)).toHaveLength(101);
});

it('a count has the fields of the latest event', () => {
  const repetitions = new Counted();
  for (const key of ['a', 'b', 'c']) repetitions.happened('sweep', { text: AWAY, fields: { key } }, 0);
  expect(repetitions.due(MINUTE)).toEqual([{ text: `${AWAY} (2 times more in 60.0 s)`, fields: { key: 'c' } }]);
});
