import { EventsHandler, type IEventHandler } from '@nestjs/cqrs';
import { one, UnitOfWork } from '#libs/messaging';
import { UserRegistered } from '#shared/contracts/users';
import { CustomerName } from '../data/customer-name.entity.js';
import { keepCustomerName } from '../domain/keep-names.js';

/** Updates the local copy of a customer's name and address, by which the customer's orders are found. */
@EventsHandler(UserRegistered)
export class KeepCustomerName implements IEventHandler<UserRegistered> {
  constructor(private readonly work: UnitOfWork) {}

  handle(event: UserRegistered) {
    return this.work.on({ copy: one(CustomerName, event.userId) }).decide(({ copy }) => keepCustomerName(event, copy));
  }
}
