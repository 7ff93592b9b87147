import { command, type Evolving, refuse, type StoredEvent } from '#libs/messaging/contract';
import { z } from 'zod';
import { given } from './given.js';

class Pour extends command('bar.pour.v1', { payload: z.object({}), errors: { 'bar.full': 'conflict' } }) {}
const Glass: Evolving<number, StoredEvent<'poured'>> = { initial: 0, evolve: (level) => level + 1 };
const poured = { type: 'poured', data: null } as const;
const pour = (level: number) => {
  if (level === 2) throw refuse(Pour, 'bar.full', { level });
  return { set: { glass: [poured] }, reply: level + 1 };
};

describe('given', () => {
  it('shows the decision what has happened', () => {
    const { loaded } = given(Glass, poured, poured).of('one');
    expect(loaded).toEqual({ id: 'one', version: 2, state: 2, events: [poured, poured] });
  });

  it('holds the decision against what is expected', () => {
    const decided = given(Glass, poured).when(({ state }) => pour(state));
    decided.thenSets('glass', [poured]).thenReplies(2).thenSends();
    expect(() => decided.thenSets('glass', [])).toThrow();
    expect(() => decided.thenReplies(3)).toThrow();
    expect(() => decided.thenSends(new Pour({}))).toThrow();
    expect(() => decided.thenNothing()).toThrow();
    expect(() => decided.thenRefused('bar.full')).toThrow('not refused');
  });

  it('tells a refusal from a result, and from a bug', () => {
    const refused = given(Glass, poured, poured).when(({ state }) => pour(state));
    refused.thenRefused('bar.full', { level: 2 });
    expect(() => refused.thenRefused('bar.empty')).toThrow();
    expect(() => refused.thenNothing()).toThrow('bar.full');
    const bug = () => {
      throw new TypeError('a bug');
    };
    expect(() => given(Glass).when(bug)).toThrow('a bug');
  });

  it.each([{}, { set: { glass: [] }, send: [], later: [], drop: [] }])(
    'knows nothing when it sees it: %j',
    (nothing) => {
      given(Glass)
        .when(() => nothing)
        .thenNothing();
    },
  );
});
