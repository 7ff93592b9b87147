import { known, refusals } from './known.fixtures.js';
import { parsePlacement } from './parse-placement.js';
import { unnamedText } from './views/unnamed-text.js';

const placed = (text: string) => parsePlacement(text, 'x.yaml', known);
/** Process by process, what it hosts. */
const hosts = (text: string) =>
  Object.fromEntries(placed(text).processes.map(({ name, contexts }) => [name, contexts.join(' ')]));

describe('a context that no process names', () => {
  it('runs where the gateway runs', () => {
    const text = 'processes:\n  payments:\n  shop: { contexts: [gateway, orders] }\n';
    expect(hosts(text)).toEqual({ payments: 'payments', shop: 'gateway orders users inventory notifications' });
    expect(unnamedText(placed(text))).toBe('users, inventory, notifications are not placed: run in shop');
  });

  it('runs where the file says', () => {
    const text =
      'default: stock\nprocesses:\n  gateway:\n  stock: { contexts: [inventory, users, orders, payments] }\n';
    expect(hosts(text)).toMatchObject({ gateway: 'gateway', stock: 'inventory users orders payments notifications' });
    expect(unnamedText(placed(text))).toBe('notifications is not placed: runs in stock');
  });

  it('runs in a process of its own, when the file says so', () => {
    const text = 'default: own process\nprocesses:\n  gateway:\n  orders: { replicas: 2 }\n';
    expect(hosts(text)).toEqual({
      ...{ gateway: 'gateway', orders: 'orders', users: 'users' },
      ...{ inventory: 'inventory', payments: 'payments', notifications: 'notifications' },
    });
    expect(unnamedText(placed(text))).toMatch(/^users, .* are not placed: run in own processes$/);
  });

  it('is not what a misspelt one is', () => {
    const text = 'processes:\n  stock: { contexts: [inventry] }\n  shop: { contexts: [gateway] }\n';
    expect(refusals(text)).toEqual(['2:23 unknown context "inventry": did you mean inventory?']);
  });

  it.each([
    ['with a slip', 'shopp', '1:10 there is no process "shopp": did you mean shop?'],
    ['that is not there', 'orders', '1:10 there is no process "orders"; known are shop, own process'],
    ['that is a list', '[shop]', '1:10 default must be the name of a process, or own process'],
    ['that is no name', 'My Shop', '1:10 default must be the name of a process, or own process'],
  ])('is refused with a default %s', (_, name, problem) => {
    expect(refusals(`default: ${name}\nprocesses:\n  shop: { contexts: [gateway] }\n`)).toEqual([problem]);
  });
});

it('a file that names every context has nothing to say of it', () => {
  expect(
    unnamedText(
      placed('processes: { all: { contexts: [gateway, users, inventory, orders, payments, notifications] } }'),
    ),
  ).toBe(undefined);
});
