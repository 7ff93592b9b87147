import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus, type ICommand, type IQuery } from '@nestjs/cqrs';
import { Accepts, Answers } from '#libs/messaging';
import {
  CompareProjection,
  DropProjectionCopy,
  ListProjections,
  RebuildProjection,
  SwapProjection,
} from '#shared/contracts/orders';
import { staffOnly } from './staff-only.js';

/** What operators ask of the projections of orders. It checks the caller's role itself and does not rely on the gateway. */
// prettier-ignore
@Controller()
export class ProjectionsMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(RebuildProjection)  rebuild(command: RebuildProjection) { return this.carryOut(command); }
  @Accepts(SwapProjection)     swap(command: SwapProjection)       { return this.carryOut(command); }
  @Accepts(DropProjectionCopy) drop(command: DropProjectionCopy)   { return this.carryOut(command); }

  @Answers(ListProjections)    list(query: ListProjections)        { return this.answer(query); }
  @Answers(CompareProjection)  compare(query: CompareProjection)   { return this.answer(query); }

  private carryOut(command: ICommand) { staffOnly(); return this.commands.execute(command); }
  private answer(query: IQuery)       { staffOnly(); return this.queries.execute(query); }
}
