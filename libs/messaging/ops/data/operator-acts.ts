import type { StreamDefinition } from '../../streams/index.js';

/** The permanent record of an operator's command. The settled row has it, too, until it is deleted or the message fails again. */
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

/** One stream per command, with the id of its request. */
export const operatorActs: StreamDefinition<null, OperatorAct> = {
  name: 'operator-act',
  evolving: { initial: null, evolve: () => null },
  upcasters: {},
  views: [],
};
