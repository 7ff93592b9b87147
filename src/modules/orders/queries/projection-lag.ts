import { Injectable } from '@nestjs/common';
import { ReportsLag, type IReportsLag } from '#libs/messaging/ops';
import { OrderCopies } from '../data/order-copies.js';

/** The copies that are fed, beside the lanes of orders. */
@Injectable()
@ReportsLag()
export class ProjectionLag implements IReportsLag {
  constructor(private readonly copies: OrderCopies) {}

  async lag() {
    const fed = (await this.copies.standings()).filter(({ state }) => state === 'live' || state === 'building');
    return fed.map(({ store, copy, state, filledAt, lagSeconds }) => ({
      projection: this.copies.name,
      store,
      copy,
      state,
      isFilled: filledAt !== null,
      lagSeconds,
    }));
  }
}
