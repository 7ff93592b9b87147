import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { one, refuse, UnitOfWork } from '#libs/messaging';
import { AppointOperator } from '#shared/contracts/users';
import { Account } from '../data/account.entity.js';
import { appoint } from '../domain/appoint.js';
import { Passwords } from '../ports/passwords.js';

@CommandHandler(AppointOperator)
export class AppointOperatorHandler implements ICommandHandler<AppointOperator> {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly passwords: Passwords,
    private readonly work: UnitOfWork,
  ) {}

  async execute(command: AppointOperator) {
    const hash = await this.hashOf(command);
    return this.work
      .on({ account: one(Account, { email: command.email }) })
      .decide(({ account }, item) => appoint(command, hash, account, item));
  }

  /** The stored hash if it matches this password, so that only the first start changes the account. */
  private async hashOf({ email, password }: AppointOperator): Promise<string> {
    const known = (await this.accounts.findOneBy({ email }))?.passwordHash;
    if (known && (await this.passwords.matches(password, known))) return known;
    if (await this.passwords.isCommon(password)) throw refuse(AppointOperator, 'users.common-password');
    return this.passwords.hash(password);
  }
}
