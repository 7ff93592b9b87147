import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { type IStoryteller, Storyteller } from '#libs/messaging/ops';
import { Reservation } from '../data/reservation.entity.js';

/** The current state of the reservation. */
@Injectable()
@Storyteller()
export class ReservationStory implements IStoryteller {
  constructor(@InjectRepository(Reservation) private readonly reservations: Repository<Reservation>) {}

  async factsOf(orderId: string) {
    const reservation = await this.reservations.findOneBy({ orderId });
    if (!reservation) return [];
    const { state, since, lines, returned } = reservation;
    return [{ at: since, what: `reservation ${state}`, details: { lines, ...(returned && { returned }) } }];
  }
}
