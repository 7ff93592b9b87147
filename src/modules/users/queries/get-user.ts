import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { caller } from '#libs/messaging';
import { refuse, type ReplyOf } from '#libs/messaging/contract';
import { GetUser } from '#shared/contracts/users';
import { maySee } from '#shared/kernel';
import { Account } from '../data/account.entity.js';
import { profile } from '../domain/profile.js';

@QueryHandler(GetUser)
export class GetUserHandler implements IQueryHandler<GetUser> {
  constructor(@InjectRepository(Account) private readonly accounts: Repository<Account>) {}

  async execute({ id }: GetUser): Promise<ReplyOf<GetUser>> {
    const account = maySee(caller(), id) && (await this.accounts.findOneBy({ id }));
    if (!account) throw refuse(GetUser, 'users.not-found');
    return profile(account);
  }
}
