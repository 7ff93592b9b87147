import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus, type ICommand, type IQuery } from '@nestjs/cqrs';
import { Accepts, Answers } from '#libs/messaging';
import { HelpSaga, ListSagas, ShowSaga } from '#shared/contracts/orders';
import { staffOnly } from './staff-only.js';

/** What operators ask of the sagas of orders. It checks the caller's role itself and does not rely on the gateway. */
// prettier-ignore
@Controller()
export class SagasMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(HelpSaga)  help(command: HelpSaga)   { return this.carryOut(command); }

  @Answers(ListSagas) list(query: ListSagas)    { return this.answer(query); }
  @Answers(ShowSaga)  show(query: ShowSaga)     { return this.answer(query); }

  private carryOut(command: ICommand) { staffOnly(); return this.commands.execute(command); }
  private answer(query: IQuery)       { staffOnly(); return this.queries.execute(query); }
}
