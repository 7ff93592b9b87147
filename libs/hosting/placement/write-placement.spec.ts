import fc from 'fast-check';
import { known } from './known.fixtures.js';
import { namesOf } from './known.js';
import { parsePlacement } from './parse-placement.js';
import type { Placement } from './placement.js';
import { writePlacement } from './write-placement.js';

const names = namesOf(known);
const transport = fc.constantFrom('tcp', 'redis', 'rabbitmq');
const discovery = fc.constantFrom('static', 'consul');
const host = fc.constantFrom('10.0.0.7', 'payments-1.internal', '::1', 'db_2');

/** Placements that can work: every context in one of the processes, no port twice. */
const placements: fc.Arbitrary<Placement> = fc
  .record({
    homes: fc.tuple(...names.map(() => fc.nat(5))),
    shapes: fc.array(fc.record({ replicas: fc.integer({ min: 1, max: 4 }), isListed: fc.boolean(), host }), {
      minLength: 6,
      maxLength: 6,
    }),
    transport,
    discovery,
    pairs: fc.uniqueArray(fc.record({ between: fc.tuple(fc.nat(5), fc.nat(5)), transport }), {
      selector: ({ between }) => between.toSorted().join(),
    }),
    databases: fc.dictionary(
      fc.constantFrom(...names.slice(1)),
      fc.record({ pool: fc.integer({ min: 2, max: 200 }), isOwn: fc.boolean() }),
    ),
  })
  .map(({ homes, shapes, transport, discovery, pairs, databases }) => {
    const processes = shapes.flatMap(({ replicas, isListed, host }, i) => {
      const contexts = names.filter((_, n) => homes[n] === i);
      const count = contexts.includes('gateway') ? 1 : replicas;
      const ports = (from: number) => Array.from({ length: count }, (_, n) => from + 10 * i + n);
      const listed = { addresses: ports(4100).map((port) => ({ host, port })), management: ports(9100) };
      return contexts.length ? [{ name: `p-${i}`, contexts, replicas: count, ...(isListed && listed) }] : [];
    });
    return {
      file: 'x.yaml',
      processes,
      unnamed: [],
      transport,
      discovery,
      pairs: pairs
        .filter(({ between: [one, other] }) => homes[one] !== homes[other])
        .map(({ between: [one, other], transport }) => ({ between: [names[one]!, names[other]!] as const, transport })),
      databases: Object.fromEntries(
        Object.entries(databases).map(([name, { pool, isOwn }]) => [
          name,
          isOwn ? { pool, url: `postgresql://${name}:\${PASSWORD}@db/${name}` } : { pool },
        ]),
      ),
    } as Placement;
  });

it('what is written reads back as the same placement', () => {
  fc.assert(
    fc.property(placements, (placement) => {
      expect(parsePlacement(writePlacement(placement), 'x.yaml', known)).toEqual(placement);
    }),
  );
});
