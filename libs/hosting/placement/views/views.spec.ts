import { z } from 'zod';
import { command, event, query } from '#libs/messaging/contract';
import type { Contexts } from '../../contexts.js';
import { parsePlacement } from '../parse-placement.js';
import { diff } from './diff.js';
import { diffText } from './diff-text.js';
import { showMermaid } from './mermaid.js';
import { routesOf } from './routes.js';
import { show } from './show.js';
import { showText } from './show-text.js';

const payload = z.object({});
class Sell extends command('shop.sell.v1', { payload, from: ['door', 'host'] }) {}
class Sold extends event('shop.sold.v1', { payload }) {}
class HandOut extends command('end-store.hand-out.v1', { payload, from: ['shop'] }) {}
class CountStock extends query('end-store.count-stock.v1', { payload, reply: payload }) {}
class Open extends command('end-store.open.v1', { payload, from: ['host'] }) {}
class HandedOut extends event('end-store.handed-out.v1', { payload }) {}

const load = () => Promise.reject(new Error('nothing is loaded'));
const contexts: Contexts = {
  file: import.meta.filename,
  contexts: {
    shop: { contracts: { Sell, Sold }, subscribes: [HandedOut], load },
    'end-store': { contracts: { HandOut, CountStock, Open, HandedOut, text: 'no contract' }, subscribes: [Sold], load },
  },
  door: { name: 'door', load },
};
const placed = (text: string, file = 'x.yaml') => parsePlacement(text, file, contexts);
const TOGETHER = placed('processes: { all: { contexts: [door, shop, end-store] } }', 'together');
const APART = placed(
  `
transport: redis
processes: { front: { contexts: [door, shop] }, end-store: { replicas: 2, address: [a:1, b:1] } }
pairs: [{ between: [shop, end-store], transport: tcp }]`,
  'apart',
);

it('who talks to whom follows from the contracts', () => {
  expect(routesOf(contexts).map(({ from, lane, contract }) => `${from} ${lane} ${contract}`)).toEqual([
    'door call shop.sell.v1',
    'door call end-store.count-stock.v1',
    'door call end-store.open.v1',
    'shop message end-store.hand-out.v1',
    'shop message shop.sold.v1',
    'end-store message end-store.handed-out.v1',
  ]);
});

it('a placement as text', () => {
  expect(showText(show(APART, contexts))).toBe(`apart: 2 processes

Processes
  front       door, shop
  end-store   end-store    × 2   a:1 b:1

Across the wire
  front → end-store over redis
    door → end-store   call      end-store.count-stock.v1  (open to all)
                       call      end-store.open.v1
  front → end-store over tcp
    shop → end-store   message   end-store.hand-out.v1
                       message   shop.sold.v1
  end-store → front over tcp
    end-store → shop   message   end-store.handed-out.v1

Inside a process
  front
    door → shop   call   shop.sell.v1

5 of 6 kinds of calls and messages cross the wire.
Instances are found by the addresses of the placement.
At most 21 connections to the database server.

call     the sender waits for the reply
message  durable: it waits in the outbox of its sender until the receiver has committed
Besides, operators ask every context (ops.*) through the public door.`);
});

it('a placement as a flowchart', () => {
  expect(showMermaid(show(APART, contexts))).toBe(`flowchart LR
  subgraph process_front["front"]
    context_door["door"]
    context_shop["shop"]
  end
  subgraph process_end_store["end-store × 2"]
    context_end_store["end-store"]
  end
  context_door -. "1 call" .-> context_shop
  context_door -- "redis: 2 calls" --> context_end_store
  context_shop -- "tcp: 2 messages" --> context_end_store
  context_end_store -- "tcp: 1 message" --> context_shop`);
});

describe('a difference', () => {
  const textOf = (before: typeof APART, after: typeof APART) => diffText(diff(before, after, contexts));

  it('says what moves and what that makes of the messages', () => {
    expect(textOf(TOGETHER, APART)).toBe(`together → apart

Processes get another name
  all → front

Contexts move
  end-store   all → end-store

Replicas
  end-store   1 → 2

From now on across the wire
  over redis
    door → end-store   call      end-store.count-stock.v1  (open to all)
                       call      end-store.open.v1
  over tcp
    shop → end-store   message   end-store.hand-out.v1
                       message   shop.sold.v1
    end-store → shop   message   end-store.handed-out.v1`);
  });

  it('says what comes home', () => {
    expect(textOf(APART, TOGETHER)).toContain('No longer across the wire\n  was redis\n    door → end-store');
  });

  it('says what changes its transport and its database', () => {
    const url = 'postgresql://shop:${PASSWORD}@db:5432/shop';
    const after = { ...APART, pairs: [], databases: { shop: { url, pool: 9 } } };
    expect(textOf(APART, after)).toBe(`apart → apart

Databases
  shop   where the settings say → db:5432, pool 9

Over another transport
  tcp → redis
    shop → end-store   message   end-store.hand-out.v1
                       message   shop.sold.v1
    end-store → shop   message   end-store.handed-out.v1`);
  });

  it('says that instances are found by another discovery', () => {
    expect(textOf(APART, { ...APART, discovery: 'consul' })).toBe(`apart → apart

Found by another discovery
  instances   static → consul`);
  });

  it('may be none', () => {
    expect(textOf(APART, APART)).toContain('Nothing moves');
  });
});
