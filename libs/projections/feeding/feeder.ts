import { setTimeout as pause } from 'node:timers/promises';
import type { Document } from './documents.js';
import { begin, claim, ensureFirst, forget, LEASE_S, standings, type Standing } from './sql/progress.js';
import { rowsOf } from './sql/statement.js';
import { CopyFeeder, type Feeding } from './copy-feeder.js';

/**
 * Whoever searches knows for a second which copies are filled. One that is made again appears only after that: until then a search of it
 * fails, and afterwards nobody takes it for a full one.
 */
const SEARCHERS_KNOW_MS = 1_500;

/** What a round has found. */
export interface Round {
  /** Something is left that can be done at once. */
  readonly isMore: boolean;
  /** Documents that were filled from the streams, which is limited in rate. */
  readonly filled: number;
}

/** One round over all copies of a projection in one store. */
export class Feeder<D extends Document> {
  constructor(
    private readonly feeding: Feeding<D>,
    private readonly logger: { log(sentence: string): void; warn(sentence: string): void },
  ) {}

  /** @param mayFill  whether the rate of filling allows a page */
  async round(mayFill: boolean): Promise<Round> {
    const { projection } = this.feeding;
    let [isMore, filled] = [false, 0];
    for (const standing of await this.standings()) {
      // A process of an older version makes documents of an older form, which a newer copy must not have.
      if (standing.shape > projection.shape || !(await this.holds(standing))) continue;
      if (standing.state === 'dropped') await this.drop(standing);
      else if (!(await this.isThere(standing))) isMore = (await this.begin(standing)) || isMore;
      else {
        const copy = new CopyFeeder(this.feeding, standing);
        const isFed = await copy.feed();
        if (isFed === undefined) isMore = (await this.beginAfterRestore(standing)) || isMore;
        else isMore = isFed || (await copy.rename()) || isMore;
        if (mayFill && isFed !== undefined) filled += await copy.fill();
      }
    }
    return { isMore, filled };
  }

  /** What there is to do. A store without any copy gets its first one. */
  private async standings(): Promise<readonly Standing[]> {
    const { projection, store, connection } = this.feeding;
    const known = await rowsOf<Standing>(connection, standings(projection.name, store.name));
    if (known.length) return known;
    await rowsOf(connection, ensureFirst(projection.name, store.name, projection.shape));
    return rowsOf<Standing>(connection, standings(projection.name, store.name));
  }

  /** Whether the copy is ours to feed. One that nobody has begun is whoever begins it first's. */
  private async holds({ copy, holder, heldForS }: Standing): Promise<boolean> {
    if (holder === null) return true;
    const { projection, store, connection, holder: me } = this.feeding;
    if (holder === me && heldForS! > LEASE_S / 2) return true;
    if (holder !== me && heldForS! > 0) return false;
    return (await rowsOf(connection, claim(projection.name, store.name, copy, me))).length > 0;
  }

  private async isThere({ copy, position }: Standing): Promise<boolean> {
    return position !== null && (await this.feeding.store.exists(copy));
  }

  private async begin({ copy, state, position }: Standing, why = 'the store has lost it'): Promise<boolean> {
    const { projection, store, connection, holder } = this.feeding;
    const name = `copy ${copy} of ${projection.name} in ${store.name}`;
    if (position !== null) this.logger.warn(`${name} is made again from the streams: ${why}`);
    else if (state === 'building') this.logger.log(`${name} is made from the streams`);
    // In this order: a copy that was created and then not begun would be taken for a full one.
    const isMine = (await rowsOf(connection, begin(projection.name, store.name, copy, holder))).length > 0;
    if (!isMine) return false;
    if (position !== null) await pause(SEARCHERS_KNOW_MS);
    else await store.drop(copy); // what is there under this number is another installation's, or an earlier one's
    await store.create(copy);
    return true;
  }

  /** What happened after the dump was made is in no stream any more, and its documents would stay. */
  private async beginAfterRestore(standing: Standing): Promise<boolean> {
    await this.feeding.store.drop(standing.copy);
    return this.begin(standing, 'the database was restored into another server');
  }

  private async drop({ copy }: Standing): Promise<void> {
    const { projection, store, connection } = this.feeding;
    await store.drop(copy);
    await rowsOf(connection, forget(projection.name, store.name, copy));
    this.logger.log(`copy ${copy} of ${projection.name} in ${store.name} is dropped`);
  }
}
