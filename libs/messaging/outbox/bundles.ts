import { PassingSet } from '#libs/collections';
import type { Bundle } from './bundle.js';

/** The bundles of one sender that are stored and whose messages have not all been received. */
export class Bundles {
  private readonly underWay = new PassingSet<Bundle>();

  begin(bundle: Bundle): void {
    this.underWay.add(bundle);
  }
  end(bundle: Bundle): void {
    this.underWay.delete(bundle);
  }

  /** Takes bundles to be opened: from now on their messages count as rows. */
  takeToOpen(isToOpen: (bundle: Bundle) => boolean): readonly Bundle[] {
    const taken = [...this.underWay].filter(isToOpen);
    for (const bundle of taken) {
      bundle.isOpened = true;
      this.underWay.delete(bundle);
    }
    return taken;
  }

  /** They could not be opened: the next time, or whoever finds their lease over. */
  giveBack(bundles: readonly Bundle[]): void {
    for (const bundle of bundles) {
      bundle.isOpened = false;
      this.underWay.add(bundle);
    }
  }
}
