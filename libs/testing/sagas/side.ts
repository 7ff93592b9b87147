/**
 * A model of the context on the other side of a step, small enough to be looked at whole: it keeps its promises, in any
 * order, at any time. `unsettled`: it may or may not hold in the end, such as a payment whose answer was lost.
 */
export type Side = 'untouched' | 'unsettled' | 'holding' | 'refused' | 'unsettled-unwanted' | 'undone';
export type Answer = 'done' | 'refused' | 'undone';

export interface Reaction {
  readonly side: Side;
  readonly answers: readonly Answer[];
}

/** What a side may do. */
export interface Manners {
  /** It may say no. */
  readonly refuses: boolean;
  /** It may not know for a while. */
  readonly dawdles: boolean;
  /** It may succeed although it has said no. */
  readonly contradicts: boolean;
  /** It may refuse now and agree when asked again. */
  readonly reconsiders: boolean;
}

const only = (side: Side, ...answers: Answer[]): Reaction[] => [{ side, answers }];

/** Everything it may do when it is asked to act. */
export function asked(side: Side, { refuses, dawdles, reconsiders }: Manners): readonly Reaction[] {
  if (side === 'holding') return only('holding', 'done');
  if (side === 'refused' && !reconsiders) return only('refused', 'refused');
  if (side === 'undone') return [...only('undone'), ...(refuses ? only('undone', 'refused') : [])];
  if (side !== 'untouched' && side !== 'refused') return only(side);
  return [
    ...only('holding', 'done'),
    ...(refuses ? only('refused', 'refused') : []),
    ...(dawdles ? only('unsettled') : []),
  ];
}

/** Everything it may do when it is told to see to it that nothing is held. It says so only when it is certain. */
export function undone(side: Side): readonly Reaction[] {
  return side === 'unsettled' || side === 'unsettled-unwanted' ? only('unsettled-unwanted') : only('undone', 'undone');
}

/** Everything that may become of it by itself. */
export function settled(side: Side, { refuses, contradicts }: Manners): readonly Reaction[] {
  switch (side) {
    case 'unsettled':
      return [...only('holding', 'done'), ...(refuses ? only('refused', 'refused') : [])];
    case 'unsettled-unwanted':
      return [
        ...only('undone', 'done', 'undone'),
        ...only('undone', 'undone'),
        ...(refuses ? only('undone', 'refused', 'undone') : []),
      ];
    case 'refused':
      return contradicts ? only('holding', 'done') : [];
    default:
      return [];
  }
}
