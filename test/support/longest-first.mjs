import Sequencer from '@jest/test-sequencer';

const KINDS = ['.e2e.spec.ts', '.int.spec.ts', '.spec.ts'];
const rankOf = ({ path }) => KINDS.findIndex((kind) => path.endsWith(kind));

/**
 * Whole processes first, databases next, pure functions last. In a fresh clone Jest knows no durations and goes by the size of
 * files: three of the longest suites, 36 to 45 s each and a few lines long, came last of all, while a worker had nothing to do.
 */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
