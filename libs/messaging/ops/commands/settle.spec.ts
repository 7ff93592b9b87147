import { newId } from '../../ids.js';
import { Discard, Redrive } from '../contracts/index.js';
import type { DeadLetterRow } from '../data/dead-letter.entity.js';
import { settle } from './settle.js';

const now = new Date('2026-11-24T10:00:00Z');
const caller = { userId: newId(), role: 'operator' } as const;
const item = { now, caller, id: () => newId() };
const open: DeadLetterRow = {
  id: newId(),
  receiver: 'store',
  type: 'store.hand-out.v1',
  key: 'k',
  body: '{"a":1}',
  headers: '{"source":"shop"}',
  settledAt: null,
  settledBy: null,
  settledWhy: null,
};
const closed = { ...open, id: newId(), settledAt: now };
const mended = new Redrive({ id: open.id, reason: 'mended' });

it('puts a letter back under its own id, as if it had never been sent', () => {
  const { set, reply } = settle(mended, false, { letters: [open] }, item);
  const { id, receiver, type, key, body, headers } = open;
  expect(set.again).toEqual([{ id, receiver, type, key, body, headers, dueAt: now, sends: 0, sentBy: 'redrive' }]);
  expect(set.letters).toEqual([{ ...open, settledAt: now, settledBy: caller.userId, settledWhy: 'redriven: mended' }]);
  expect(set.acts).toEqual([
    { type: 'redriven', data: { by: caller.userId, reason: 'mended', letters: [{ id, receiver, type, key }] } },
  ]);
  expect(reply).toEqual({ settled: 1, already: 0, more: false });
});

it('gives a letter up, and sends nothing', () => {
  const { set } = settle(new Discard({ id: open.id, reason: 'enough' }), false, { letters: [open] }, item);
  expect(set).toMatchObject({
    again: [],
    letters: [{ settledWhy: 'discarded: enough' }],
    acts: [{ type: 'discarded' }],
  });
});

it('leaves alone what was settled before, and says so', () => {
  const { set, reply } = settle(new Redrive({ group: 'g', reason: 'r' }), true, { letters: [closed, open] }, item);
  expect(set.letters.map(({ id }) => id)).toEqual([open.id]);
  expect(reply).toEqual({ settled: 1, already: 1, more: true });
  const nothing = settle(mended, false, { letters: [closed] }, item);
  expect(nothing.set).toEqual({ letters: [], again: [], acts: [] });
});

it('knows no letter of that id', () => {
  expect(() => settle(mended, false, { letters: [] }, item)).toThrow('ops.no-dead-letter');
  expect(settle(new Redrive({ group: 'g', reason: 'r' }), false, { letters: [] }, item).reply.settled).toBe(0);
});
