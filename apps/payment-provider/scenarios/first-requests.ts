import type { Decision } from '../api/route.js';
import type { Books } from '../ledger/books.js';
import { type Scenario, scenarioOf } from './scenario.js';

type Ends = NonNullable<Scenario['first']>['ends'];

/** Remembers which requests were the first of their kind, since in some scenarios that one fails. Forgotten with the process: then one more fails. */
export class FirstRequests {
  private readonly seen = new Set<string>();

  constructor(private readonly books: Books) {}

  /**
   * How this request ends instead of being carried out; undefined: it is carried out.
   *
   * @param canonical  of its parameters: a payment intent that is not yet made has no other name
   */
  endOf({ begins }: Decision, canonical: string): Ends | undefined {
    if (!begins) return undefined;
    const { to, intent } = begins;
    const { first } = scenarioOf(intent === undefined ? (begins.method ?? '') : this.books.methodOf(intent));
    const name = `${to} ${intent ?? canonical}`;
    if (first?.to !== to || this.seen.has(name)) return undefined;
    this.seen.add(name);
    return first.ends;
  }
}
