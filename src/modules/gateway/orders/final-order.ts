import { Injectable } from '@nestjs/common';
import { AwaitOrder, type Order } from '#shared/contracts/orders';
import { Draining } from '../http/draining.js';
import type { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';

/** How much longer than the wait itself its answer may take to come. */
const SLACK_MS = 2_000;

/** Waits with a client that prefers to. */
@Injectable()
export class FinalOrder {
  constructor(
    private readonly requests: Requests,
    private readonly draining: Draining,
  ) {}

  /**
   * The order, when it is final by that time (of `performance.now()`). Undefined otherwise, and whenever nobody can
   * tell: the order was accepted, so a wait that fails is no error, and the client asks again later.
   */
  async by(time: number, id: string, caller: Caller): Promise<Order | undefined> {
    const waitMs = Math.max(0, Math.round(time - performance.now()));
    const asked = this.requests.ask(new AwaitOrder({ id, waitMs }), caller, { deadlineMs: waitMs + SLACK_MS });
    const order = await this.draining.unlessStopping(asked).catch(() => undefined);
    return order?.status === 'pending' ? undefined : order;
  }
}
