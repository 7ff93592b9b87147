import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { Argon2Passwords } from './adapters/argon2-passwords.js';
import { AppointOperatorHandler } from './commands/appoint-operator.js';
import { AuthenticateHandler } from './commands/authenticate.js';
import { RegisterUserHandler } from './commands/register-user.js';
import { Account } from './data/account.entity.js';
import { UsersInit1700000000001 } from './data/migrations/0001-init.js';
import { Passwords } from './ports/passwords.js';
import { GetUserHandler } from './queries/get-user.js';
import { UsersMessageController } from './users.message.controller.js';

const commands = [RegisterUserHandler, AuthenticateHandler, AppointOperatorHandler];
const queries = [GetUserHandler];

@Module({
  imports: [ContextModule.forRoot({ name: 'users', entities: [Account], migrations: [UsersInit1700000000001] })],
  controllers: [UsersMessageController],
  providers: [...commands, ...queries, { provide: Passwords, useClass: Argon2Passwords }],
})
export class UsersModule {}
