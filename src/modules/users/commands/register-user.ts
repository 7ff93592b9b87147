import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { one, refuse, UnitOfWork } from '#libs/messaging';
import { RegisterUser } from '#shared/contracts/users';
import { Account } from '../data/account.entity.js';
import { register } from '../domain/register.js';
import { Passwords } from '../ports/passwords.js';

@CommandHandler(RegisterUser)
export class RegisterUserHandler implements ICommandHandler<RegisterUser> {
  constructor(
    private readonly passwords: Passwords,
    private readonly work: UnitOfWork,
  ) {}

  async execute(command: RegisterUser) {
    if (await this.passwords.isCommon(command.password)) throw refuse(RegisterUser, 'users.common-password');
    const hash = await this.passwords.hash(command.password);
    return this.work
      .on({ account: one(Account, { email: command.email }) })
      .decide(({ account }, item) => register(command, hash, account, item));
  }
}
