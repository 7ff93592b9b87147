import { Injectable } from '@nestjs/common';
import { AwaitOrder, type Order } from '#shared/contracts/orders';
import { Draining } from '../http/draining.js';
import type { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';

/** Added to the wait for the transport of its answer. */
const SLACK_MS = 2_000;

/** Waits for the final state of an order, for clients that sent `Prefer: wait`. */
@Injectable()
export class FinalOrder {
  constructor(
    private readonly requests: Requests,
    private readonly draining: Draining,
  ) {}

  /**
   * The order, when it is final by the deadline (of `performance.now()`); otherwise undefined, also when the wait fails:
   * the order was accepted, so the client receives 202 and not an error, and asks again later.
   */
  async by(time: number, id: string, caller: Caller): Promise<Order | undefined> {
    const waitMs = Math.max(0, Math.round(time - performance.now()));
    const asked = this.requests.ask(new AwaitOrder({ id, waitMs }), caller, { deadlineMs: waitMs + SLACK_MS });
    const order = await this.draining.unlessStopping(asked).catch(() => undefined);
    return order?.status === 'pending' ? undefined : order;
  }
}
