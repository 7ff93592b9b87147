import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { fitting, type ReplyOf } from '#libs/messaging/contract';
import { between } from '#libs/reconciliation';
import { ListReservations } from '#shared/contracts/inventory';
import { Reservation } from '../data/reservation.entity.js';

@QueryHandler(ListReservations)
export class ListReservationsHandler implements IQueryHandler<ListReservations> {
  constructor(@InjectRepository(Reservation) private readonly reservations: Repository<Reservation>) {}

  async execute({ orderIds, after, before, limit }: ListReservations): Promise<ReplyOf<ListReservations>> {
    const rows = await this.reservations.find({
      where: { orderId: orderIds ? In(orderIds) : between(after, before) },
      order: { orderId: 'ASC' },
      take: limit + 1,
    });
    const reservations = fitting(rows.slice(0, limit).map(shown));
    return { reservations, hasMore: rows.length > reservations.length };
  }
}

const shown = ({ orderId, state, lines, since }: Reservation) => ({
  orderId,
  state,
  lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
  since: since.toISOString(),
});
