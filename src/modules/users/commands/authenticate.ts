import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { peek, refuse, UnitOfWork } from '#libs/messaging';
import { Authenticate } from '#shared/contracts/users';
import { Account } from '../data/account.entity.js';
import { authenticate } from '../domain/authenticate.js';
import { Passwords } from '../ports/passwords.js';

@CommandHandler(Authenticate)
export class AuthenticateHandler implements ICommandHandler<Authenticate> {
  constructor(
    @InjectRepository(Account) private readonly accounts: Repository<Account>,
    private readonly passwords: Passwords,
    private readonly work: UnitOfWork,
  ) {}

  async execute({ email, password }: Authenticate) {
    const hash = (await this.accounts.findOneBy({ email }))?.passwordHash;
    // Verified before the decision, whose reply is stored: after a change of the password, a repetition under the same
    // Idempotency-Key must be refused and not get the stored reply.
    if (!(await this.passwords.matches(password, hash))) throw refuse(Authenticate, 'users.wrong-credentials');
    return this.work
      .on({ accounts: peek(Account, [{ email }]) })
      .decide(({ accounts: [account] }) => authenticate(account, hash));
  }
}
