import { z } from 'zod';
import type { IEffectHandler } from '#libs/messaging';
import { command, effect as anEffect } from '#libs/messaging/contract';
import { effect } from './effect.js';

class Ring extends anEffect('house.ring.v1', { payload: z.object({}), result: z.string() }) {}
class Rung extends command('house.rung.v1', { payload: z.object({ by: z.string() }) }) {}

const bell = (isHeard: boolean): IEffectHandler<Ring, string> => ({
  find: async () => (isHeard ? 'asking' : undefined),
  act: async () => 'ringing',
  tell: (_, by) => new Rung({ by }),
});

describe('effect', () => {
  it('rings at first without asking', async () => {
    (await effect(bell(true), new Ring({})).atFirst())
      .thenAsked(0)
      .thenActed(1)
      .thenTold(new Rung({ by: 'ringing' }));
  });

  it('sees a handler that cannot be asked act twice', async () => {
    const carried = await effect(bell(false), new Ring({})).afterLostAnswer();
    carried.thenActed(2);
    expect(() => carried.thenActed(1)).toThrow('acted 2 times, not 1');
  });

  it('takes a call that was lost for no act', async () => {
    (await effect(bell(false), new Ring({})).afterLostCall()).thenAsked(1).thenActed(1);
  });

  it('sees what was told', async () => {
    const carried = await effect(bell(true), new Ring({})).afterLostAnswer();
    carried.thenTold(new Rung({ by: 'asking' }));
    expect(() => carried.thenTold()).toThrow();
  });
});
