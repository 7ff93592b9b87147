import { known } from './known.fixtures.js';
import { monolithPlacement, splitPlacement } from './presets.js';

/** Process by process, what it hosts. */
const hosts = ({ processes }: ReturnType<typeof monolithPlacement>): Record<string, string> =>
  Object.fromEntries(processes.map(({ name, contexts }) => [name, contexts.join(' ')]));

it('the monolith hosts everything', () => {
  expect(hosts(monolithPlacement(known))).toEqual({
    monolith: 'gateway users inventory orders payments notifications',
  });
});

describe('splitPlacement', () => {
  it('gives each named context a process of its own and leaves the rest together', () => {
    const placement = splitPlacement(known, ['payments', 'inventory'], 'redis');
    expect(placement).toMatchObject({ file: '--split payments,inventory', transport: 'redis' });
    expect(hosts(placement)).toEqual({
      rest: 'gateway users orders notifications',
      payments: 'payments',
      inventory: 'inventory',
    });
  });

  it('may leave nothing together', () => {
    const all = ['users', 'inventory', 'orders', 'payments', 'notifications', 'gateway'];
    expect(splitPlacement(known, all).processes).toHaveLength(6);
  });

  it('refuses what cannot be split off, all of it at once', () => {
    expect(() => splitPlacement(known, ['payment', 'orders', 'orders'])).toThrow(
      '  --split payment,orders,orders  unknown context "payment": did you mean payments?\n' +
        '  --split payment,orders,orders  orders is named twice',
    );
  });
});
