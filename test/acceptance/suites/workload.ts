import { stateOf } from '#test/business-state';
import { violationsAtRest } from '#test/checker';
import type { System } from '#test/cleave';
import { readModelOf } from '#test/read-model';
import { type WishOutcome, play } from '#test/workload';

/** As text, a fact a line. */
interface Left {
  readonly state: string;
  readonly readModel: string;
}

/**
 * Orders that do not stand in each other's way, on a system that is still empty: the state in which they leave it is the
 * same wherever its contexts run, and is told to whoever compares.
 */
export const workload = (given: () => System, tell: (left: Left) => void): void =>
  describe('the workload', () => {
    let outcomes: readonly WishOutcome[];

    it('every order ends as it must, and under one number there is one order', async () => {
      outcomes = await play(given());
      const wrong = outcomes.filter(({ wish, endings }) => endings.some((ending) => ending !== wish.ending));
      expect(wrong).toEqual([]);
      expect(outcomes.filter(({ ids }) => new Set(ids).size !== 1)).toEqual([]);
    });

    it('leaves a state that can be compared', async () => {
      const { databases } = given();
      expect(await violationsAtRest(databases)).toEqual([]);
      const numbers = new Map(outcomes.map(({ wish, ids }) => [ids[0]!, wish.number]));
      const [state, readModel] = [await stateOf(databases, numbers), await readModelOf(databases, numbers)];
      const facts = [state, readModel].flatMap((text) => text.split('\n'));
      expect(facts.filter((fact) => fact.includes('"unknown"'))).toEqual([]); // nobody's order, nobody's stock
      tell({ state, readModel });
    });
  });
