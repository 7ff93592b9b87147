import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Payload } from '@nestjs/microservices';
import { Accepts, Answers } from '#libs/messaging';
import { AppointOperator, Authenticate, GetUser, RegisterUser } from '#shared/contracts/users';

/** The message door of users: a line per contract. */
// prettier-ignore
@Controller()
export class UsersMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(RegisterUser)    register(@Payload() command: RegisterUser)         { return this.commands.execute(command); }
  @Accepts(Authenticate)    authenticate(@Payload() command: Authenticate)     { return this.commands.execute(command); }
  @Accepts(AppointOperator) appoint(@Payload() command: AppointOperator)       { return this.commands.execute(command); }

  @Answers(GetUser)         user(@Payload() query: GetUser)                    { return this.queries.execute(query); }
}
