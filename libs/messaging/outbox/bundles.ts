import { PassingSet } from '#libs/collections';
import type { Bundle } from './bundle.js';

/** The stored bundles of one sender that still have messages without a receipt. */
export class Bundles {
  private readonly underWay = new PassingSet<Bundle>();

  begin(bundle: Bundle): void {
    this.underWay.add(bundle);
  }
  end(bundle: Bundle): void {
    this.underWay.delete(bundle);
  }

  /** Removes the bundles that are to be opened; their messages count as rows from now on. */
  takeToOpen(isToOpen: (bundle: Bundle) => boolean): readonly Bundle[] {
    const taken = [...this.underWay].filter(isToOpen);
    for (const bundle of taken) {
      bundle.isOpened = true;
      this.underWay.delete(bundle);
    }
    return taken;
  }

  /** Opening failed: the next sweep tries again, here or in another replica once the lease has expired. */
  giveBack(bundles: readonly Bundle[]): void {
    for (const bundle of bundles) {
      bundle.isOpened = false;
      this.underWay.add(bundle);
    }
  }
}
