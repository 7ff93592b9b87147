import { optionsFrom } from '../../bench/options.js';

/** Seconds of one system beside the limit, without starts and stops. */
function secondsOf(args: readonly string[]): number {
  const { clients, hot, rounds, seconds, warmUpSeconds, firstWarmUpSeconds, idleSeconds } = optionsFrom(args);
  const measured = (clients.length + hot.length) * rounds * 2 * (seconds + warmUpSeconds);
  return idleSeconds + firstWarmUpSeconds + measured;
}

describe('bench --quick', () => {
  it('measures every kind of line, and leaves 20 of its 45 seconds to the starts and stops', () => {
    const { clients, hot, cleaveOnly } = optionsFrom(['--quick']);
    expect([clients.length, hot.length, cleaveOnly]).toEqual([2, 1, false]);
    expect(secondsOf(['--quick'])).toBeLessThanOrEqual(25);
  });

  it('takes what is said beside it', () => {
    expect(optionsFrom(['--quick', '--clients', '16', '--rounds', '2'])).toMatchObject({ clients: [16], rounds: 2 });
  });

  it.each(['--transports', '--overload', '--proxy', '--search'])(
    'is refused beside %s, which has a length of its own',
    (other) => {
      expect(() => optionsFrom(['--quick', other])).toThrow('--quick');
    },
  );
});

describe('bench --search', () => {
  it('makes a million orders unless it is told another number', () => {
    expect(optionsFrom(['--search'])).toMatchObject({ search: true, orders: 1_000_000, mongo: false });
    expect(optionsFrom(['--search', '--orders', '5000', '--mongo'])).toMatchObject({ orders: 5_000, mongo: true });
  });

  it.each([
    ['--orders', '5'],
    ['--mongo', undefined],
  ])('%s is for it alone', (option, value) => {
    expect(() => optionsFrom([option, value].filter((part) => part !== undefined))).toThrow('--search');
  });
});

describe('bench --provider', () => {
  it('measures the monolith with the provider of npm start beside that with the stand-in', () => {
    expect(optionsFrom([]).placements).toEqual([]);
    expect(optionsFrom(['--provider', 'http']).placements).toEqual([
      { name: 'http provider', args: [], provider: 'http' },
    ]);
  });

  it('knows no other', () => expect(() => optionsFrom(['--provider', 'paper'])).toThrow('--provider'));
});
