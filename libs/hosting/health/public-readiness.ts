import type { Check, Readiness } from './readiness.js';

/** What clients of the API are told: which parts are not ready, but no reasons, which may name databases, hosts and tables. */
export class PublicReadiness implements Pick<Readiness, 'all'> {
  constructor(private readonly readiness: Readiness) {}

  get all(): readonly Check[] {
    return this.readiness.all.map(({ name, reason }) => ({ name, reason: () => reason() && 'it is not ready' }));
  }
}
