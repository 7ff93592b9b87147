import type { StreamDefinition } from '../../work/stream.js';

/** What an operator did, for ever: the settled row says it too, until the letter dies once more or goes. */
export interface OperatorAct {
  readonly type: 'redriven' | 'discarded';
  readonly data: {
    readonly by: string;
    readonly reason: string;
    readonly letters: readonly {
      readonly id: string;
      readonly receiver: string;
      readonly type: string;
      readonly key: string;
    }[];
  };
}

/** One stream an act, under the id of the request that asked for it. */
export const operatorActs: StreamDefinition<null, OperatorAct> = {
  name: 'operator-act',
  evolving: { initial: null, evolve: () => null },
  upcasters: {},
  views: [],
};
