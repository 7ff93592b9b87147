import type { Phase } from './watch.js';

/** The client closed its connection before it had its answer. */
export class ClientGone extends Error {
  constructor() {
    super('the client has left');
  }
}

/** There is no connection to the service, or it broke off. */
export class ServiceFailed extends Error {
  /** @param wasAsked  something of the request may have been sent */
  constructor(
    readonly wasAsked: boolean,
    override readonly cause: Error & { readonly code?: string },
  ) {
    super(cause.message || cause.code);
  }
}

/** A limit of the route was reached. */
export class LimitReached extends Error {
  constructor(readonly limit: Phase) {
    super(`the limit "${limit}" of the route was reached`);
  }
}
