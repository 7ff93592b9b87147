import { known, payments, refusals, WHOLE } from './known.fixtures.js';
import { parsePlacement } from './parse-placement.js';

describe('a placement file', () => {
  it('may say no more than what runs where', () => {
    expect(parsePlacement(WHOLE, 'x.yaml', known)).toEqual({
      file: 'x.yaml',
      transport: 'tcp',
      discovery: 'static',
      processes: [
        { name: 'shop', contexts: ['gateway', 'users', 'inventory', 'orders', 'notifications'], replicas: 1 },
        { name: 'payments', contexts: ['payments'], replicas: 1 },
      ],
      unnamed: [],
      pairs: [],
      databases: {},
    });
  });

  it('may say everything', () => {
    const text = `
transport: redis
discovery: consul
processes:
  shop: { contexts: [gateway, users, inventory, orders, notifications], address: "[::1]:4100", management: 9100 }
  payments: { replicas: 2, address: [payments-1:4100, payments-2:4100], management: 9100 }
pairs:
  - { between: [orders, payments], transport: tcp }
databases:
  payments: { url: '\${PAYMENTS_DATABASE_URL}', pool: 10 }
`;
    expect(parsePlacement(text, 'x.yaml', known)).toMatchObject({
      transport: 'redis',
      discovery: 'consul',
      processes: [
        { addresses: [{ host: '::1', port: 4100 }], management: [9100] },
        {
          replicas: 2,
          addresses: [
            { host: 'payments-1', port: 4100 },
            { host: 'payments-2', port: 4100 },
          ],
          management: [9100, 9100],
        },
      ],
      pairs: [{ between: ['orders', 'payments'], transport: 'tcp' }],
      databases: { payments: { url: '${PAYMENTS_DATABASE_URL}', pool: 10 } },
    });
  });

  it('may give the door replicas on hosts of their own', () => {
    const text = `processes:\n  all: { contexts: [gateway, users, inventory, orders, payments, notifications], replicas: 2, address: [a:1, b:1] }`;
    expect(refusals(text)).toEqual([]);
  });

  it('may give the door replicas without saying where, when Consul is told', () => {
    const text = payments('').replace('notifications] }', 'notifications], replicas: 2 }');
    expect(refusals(`discovery: consul\n${text}`)).toEqual([]);
  });
});

describe('what it says', () => {
  it.each([
    [
      'an unknown context',
      payments('{ contexts: [payments, billing] }'),
      ['3:36 unknown context "billing"; known are gateway, users, inventory, orders, payments, notifications'],
    ],
    [
      'a slip in a context',
      payments('{ contexts: [paymnts] }'),
      ['3:26 unknown context "paymnts": did you mean payments?'],
    ],
    [
      'a slip in a short form',
      WHOLE.replace('payments:', 'paiments:'),
      ['3:3 unknown context "paiments": did you mean payments?'],
    ],
    [
      'the word of an object',
      payments('{ contexts: [payments, constructor] }'),
      ['3:36 unknown context "constructor"; known are gateway, users, inventory, orders, payments, notifications'],
    ],
    [
      'a process that says nothing of contexts',
      `${WHOLE}  billing: { replicas: 2 }`,
      ['4:12 billing is no context, so say what it hosts: { contexts: [gateway] }'],
    ],
    [
      'a context in two processes',
      payments('{ contexts: [payments, orders] }'),
      ['3:36 orders is in process shop already'],
    ],
    ['a context twice', payments('{ contexts: [payments, payments] }'), ['3:36 payments is named twice']],
    [
      'the gateway nowhere',
      'processes: { all: { contexts: [users, inventory, orders, payments, notifications] } }',
      ['1:1 gateway is in no process: nobody would serve the public API'],
    ],
    [
      'a pair in one process',
      `${WHOLE}pairs: [{ between: [orders, users], transport: redis }]`,
      ['4:20 orders and users are both in process shop, so nothing carries between them'],
    ],
    [
      'a pair of one context',
      `${WHOLE}pairs: [{ between: [orders, orders], transport: redis }]`,
      ['4:20 orders does not talk to itself over a transport'],
    ],
    [
      'a pair of a stranger',
      `${WHOLE}pairs: [{ between: [orders, payment], transport: redis }]`,
      ['4:29 unknown context "payment": did you mean payments?'],
    ],
    [
      'a pair twice',
      `${WHOLE}pairs:\n  - { between: [orders, payments], transport: redis }\n  - { between: [payments, orders], transport: tcp }`,
      ['6:16 payments and orders have a transport already'],
    ],
    ['too few addresses', payments('{ replicas: 2, address: payments-1:4100 }'), ['3:37 2 replicas and 1 address']],
    ['too many addresses', payments('{ address: [a:1, b:1] }'), ['3:24 1 replica and 2 addresses']],
    ['too few management ports', payments('{ replicas: 3, management: [1, 2] }'), ['3:40 3 replicas and 2 ports']],
    [
      'one address for two',
      payments('{ replicas: 2, address: [a:1, A:1] }'),
      ['3:43 port 1 of A is taken by replica 1 of payments already'],
    ],
    [
      'one port of this machine under two names',
      payments('{ address: "127.0.0.1:9100", management: 9101 }').replace(
        'notifications] }',
        'notifications], address: "localhost:9100" }',
      ),
      ['3:24 port 9100 of 127.0.0.1 is taken by shop already'],
    ],
    [
      'one management port for two',
      payments('{ management: 9100 }').replace('notifications] }', 'notifications], management: 9100 }'),
      ['3:27 port 9100 of localhost is taken by the management port of shop already'],
    ],
    [
      'a management port at the own address',
      payments('{ address: a:4100, management: 4100 }'),
      ['3:44 port 4100 of a is taken by payments already'],
    ],
    [
      'replicas of the gateway on one machine',
      payments('').replace('notifications] }', 'notifications], replicas: 2 }'),
      ['2:83 each replica of gateway opens the public port: give each an address on a host of its own'],
    ],
    [
      'replicas of the gateway on one host',
      payments('').replace('notifications] }', 'notifications], replicas: 2, address: [a:1, a:2] }'),
      ['2:83 each replica of gateway opens the public port: give each an address on a host of its own'],
    ],
    [
      'a database of a stranger',
      `${WHOLE}databases: { order: {} }`,
      ['4:14 unknown context "order": did you mean orders?'],
    ],
    ['a database of the gateway', `${WHOLE}databases: { gateway: {} }`, ['4:14 gateway owns no data']],
    [
      'a database of two',
      `${WHOLE}databases: { orders: { url: '\${X}' }, users: { url: '\${X}' } }`,
      ['4:53 this is the database of orders already; each context has its own'],
    ],
  ])('is refused: %s', (_, text, problems) => {
    expect(refusals(text)).toEqual(problems);
  });

  it('is refused when it takes more connections than there are', () => {
    const text = `${WHOLE}databases: { orders: { url: 'postgresql://orders:\${PW}@db-2:5432/orders', pool: 40 } }`;
    expect(refusals(text, { maxConnections: 45 })).toEqual([]);
    expect(refusals(text, { maxConnections: 44, poolSize: 20 })).toEqual([
      '1:1 may open 91 connections to the database server, which has 41 (max_connections 44, 3 for superusers): fewer replicas, a smaller pool, or a server of its own for a context',
      '1:1 may open 42 connections to db-2:5432, which has 41 (max_connections 44, 3 for superusers): fewer replicas, a smaller pool, or a server of its own for a context',
    ]);
  });

  it('is refused with all its problems at once, slips of the pen and others', () => {
    const text = `transprt: reddis
processes:
  shop: { contexts: [gateway, users, inventory, ordrs], replica: 2 }
pairs:
  - { between: [users, payments], transport: carrier }
`;
    expect(refusals(text)).toEqual([
      '1:1 unknown key "transprt": did you mean transport?',
      '3:9 each replica of gateway opens the public port: give each an address on a host of its own',
      '3:49 unknown context "ordrs": did you mean orders?',
      '3:57 unknown key "replica": did you mean replicas?',
      '5:16 users and payments are both in process shop, so nothing carries between them',
      '5:46 unknown transport "carrier": tcp or redis or rabbitmq',
    ]);
  });

  it('is told as lines that an editor opens', () => {
    const refused = () => parsePlacement(payments('{ replica: 2 }'), 'placements/x.yaml', known);
    expect(refused).toThrow('\n  placements/x.yaml:3:15  unknown key "replica": did you mean replicas?');
    expect(refused).toThrow(expect.objectContaining({ code: 'placement.invalid' }) as Error);
  });
});
