import fc from 'fast-check';
import { payments, refusals, WHOLE } from './known.fixtures.js';

describe('the shape of a placement file', () => {
  it.each([
    ['nothing', '', ['1:1 the file must be a block of transport, discovery, default, processes, pairs and databases']],
    [
      'a list',
      '- a',
      ['1:1 the file must be a block of transport, discovery, default, processes, pairs and databases'],
    ],
    ['no processes', 'transport: tcp', ['1:1 processes is missing']],
    ['a tab', 'processes:\n\tshop:', ['2:1 is no YAML: Tabs are not allowed as indentation']],
    ['a key twice', `${WHOLE}  payments:`, ['4:3 is no YAML: Map keys must be unique']],
    ['an absent key, which has no path', `${WHOLE}\n  : `, ['5:3 a key must be a word']],
    ['no word for a key', `${WHOLE}? [a]\n: b\n~: c`, ['4:3 a key must be a word', '6:1 a key must be a word']],
    [
      'an empty word for a key',
      `${WHOLE}"": b`,
      ['4:1 unknown key ""; known are processes, pairs, databases, transport, discovery, default'],
    ],
    ['a tag', `transport: !net tcp\n${WHOLE}`, ['1:12 is no YAML: Unresolved tag: !net']],
    ['an alias', `x: &x tcp\ntransport: *x\n${WHOLE}`, ['2:12 *x: aliases are not read; write it out']],
    ['an alias of nothing', `transport: *x\n${WHOLE}`, ['1:12 *x: aliases are not read; write it out']],
    [
      'a variable without quotes',
      `databases:\n  payments: { url: \${X} }\n${WHOLE}`,
      ['2:21 is no YAML: Unexpected flow-map-start at node end; inside { } write the variable in quotes'],
    ],
    ['another transport', `transport: htpp\n${WHOLE}`, ['1:12 unknown transport "htpp": tcp or redis or rabbitmq']],
    ['another discovery', `discovery: consl\n${WHOLE}`, ['1:12 unknown discovery "consl": static or consul']],
    ['a slip in a key', payments('{ replica: 2 }'), ['3:15 unknown key "replica": did you mean replicas?']],
    [
      'a strange key',
      payments('{ colour: red }'),
      ['3:15 unknown key "colour"; known are contexts, replicas, address, management'],
    ],
    [
      'a key that would end a line of the terminal',
      payments('{ "a\\e[2J": red }'),
      ['3:15 unknown key "a\\u001b[2J"; known are contexts, replicas, address, management'],
    ],
    [
      'a name of a process',
      `processes:\n  Shop_1:`,
      ['2:3 "Shop_1": a name is lower-case letters, digits and -, at most 32, a letter first'],
    ],
    [
      'a process of text',
      payments('yes'),
      ['3:13 payments must be a block such as { contexts: [orders], replicas: 2 }'],
    ],
    ['a context for a list', payments('{ contexts: payments }'), ['3:25 contexts must be a list of contexts']],
    [
      'no contexts',
      payments('{ contexts: [] }'),
      ['3:25 contexts hosts nothing: name a context or leave the process out'],
    ],
    ['no replicas', payments('{ replicas: 0 }'), ['3:25 replicas must be a whole number from 1 to 32']],
    ['too many replicas', payments('{ replicas: 33 }'), ['3:25 replicas must be a whole number from 1 to 32']],
    ['half a replica', payments('{ replicas: 1.5 }'), ['3:25 replicas must be a whole number from 1 to 32']],
    [
      'an address without a port',
      payments('{ address: payments }'),
      ['3:24 address must be host:port with a port from 1 to 65535, such as payments-1:4100'],
    ],
    [
      'a port beyond the last',
      payments('{ replicas: 2, address: [a:1, a:65536] }'),
      ['3:43 address must be host:port with a port from 1 to 65535, such as payments-1:4100'],
    ],
    [
      'a number for an address',
      payments('{ address: 4100 }'),
      ['3:24 address must be host:port, or a list with one for each replica'],
    ],
    [
      'a pair of one',
      `${WHOLE}pairs: [{ between: [orders], transport: tcp }]`,
      ['4:20 between must be two contexts, such as [orders, payments]'],
    ],
    ['a pair without a transport', `${WHOLE}pairs: [{ between: [orders, payments] }]`, ['4:9 transport is missing']],
    ['a pool of one', `${WHOLE}databases: { orders: { pool: 1 } }`, ['4:30 pool must be a whole number from 2 to 200']],
    [
      'a password',
      `${WHOLE}databases: { orders: { url: "postgresql://orders:hunter2@db/orders" } }`,
      ['4:29 url holds a password; write ${NAME} in its place and set NAME in the environment'],
    ],
  ])('is refused: %s', (_, text, problems) => {
    expect(refusals(text)).toEqual(problems);
  });

  it('is not nested without end', () => {
    expect(refusals('['.repeat(5_000))[0]).toMatch(/^1:\d+ is nested too deeply$/);
  });

  it('may be anything: it is read or refused, with places that exist', () => {
    const words = fc.constantFrom(
      ...['processes', 'transport', 'pairs', 'between', 'contexts', 'replicas', 'address', 'databases', 'url'],
      ...['orders', 'payments', 'gateway', '__proto__', 'constructor', 'redis', '1', '1.5', 'a:1', '~', '${X}'],
      ...[
        ': ',
        '\n',
        '\n  ',
        '\n    ',
        '- ',
        '[',
        ']',
        '{ ',
        ' }',
        ', ',
        '"',
        "'",
        '&a ',
        '*a',
        '!!binary ',
        '#',
        '|',
        '\t',
      ],
    );
    const texts = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          texts.map((text) => WHOLE + text),
        ),
        (text) => {
          const lines = text.split('\n');
          for (const problem of refusals(text)) {
            const [, line, column] = /^(\d+):(\d+) \S/.exec(problem) ?? [];
            expect(lines[Number(line) - 1]?.length).toBeGreaterThanOrEqual(Number(column) - 1);
          }
        },
      ),
      // Of a text over two lines inside of brackets, the parser's own count of lines missed the second.
      { numRuns: 1_000, examples: [['a:\n|\n*a[b\n${X}']] },
    );
  });
});
