import { z } from 'zod';
import { command, event } from '#libs/messaging/contract';
import type { RetriedSaga, UndoableSaga } from '#libs/sagas/steps';
import { refusedBy, saga, timedBy, undo } from '#libs/sagas/steps';

const about = { payload: z.object({ id: z.string() }), key: (m: { id: string }) => m.id };
const commandNamed = (name: string) => class extends command(`chain.${name}.v1`, about) {};
const factNamed = (name: string) => class extends event(`chain.${name}.v1`, about) {};

class ChainTimer extends event('chain.timer.v1', {
  payload: z.object({ id: z.string(), timerId: z.string() }),
}) {}

/** A saga of any length, to explore what only shows in long ones. */
export function chain(undoable: number, retried: number): RetriedSaga<{ id: string }> {
  const begun = saga<{ id: string }>(
    'chain.v1',
    timedBy(ChainTimer, ({ id }) => ({ id })),
  ) as UndoableSaga<{ id: string }>;
  const undoables = names('undoable', undoable).reduce((built, name) => {
    const [Do, Undo] = [commandNamed(`do-${name}`), commandNamed(`undo-${name}`)];
    return built.step(name, {
      ...answersOf(name),
      send: (data) => new Do(data),
      within: '30s',
      undo: undo((data) => new Undo(data), factNamed(`${name}-undone`)),
    });
  }, begun);
  return names('retried', retried).reduce((built, name) => {
    const Do = commandNamed(`do-${name}`);
    return built.step(name, { ...answersOf(name), send: (data) => new Do(data), retry: 'forever' });
  }, undoables.pointOfNoReturn());
}

const names = (kind: string, count: number) => Array.from({ length: count }, (_, index) => `${kind}-${index + 1}`);
const answersOf = (name: string) => ({
  done: factNamed(`${name}-done`),
  refused: refusedBy(factNamed(`${name}-refused`), () => `${name}-refused`),
});
