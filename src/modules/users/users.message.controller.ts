import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Accepts, Answers } from '#libs/messaging';
import { AppointOperator, Authenticate, GetUser, RegisterUser } from '#shared/contracts/users';

/** The message door of users: a line per contract. */
// prettier-ignore
@Controller()
export class UsersMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(RegisterUser)    register(command: RegisterUser)     { return this.commands.execute(command); }
  @Accepts(Authenticate)    authenticate(command: Authenticate) { return this.commands.execute(command); }
  @Accepts(AppointOperator) appoint(command: AppointOperator)   { return this.commands.execute(command); }

  @Answers(GetUser)         user(query: GetUser)                { return this.queries.execute(query); }
}
