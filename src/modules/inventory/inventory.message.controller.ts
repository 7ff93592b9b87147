import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Payload } from '@nestjs/microservices';
import { Accepts, Answers } from '#libs/messaging';
import {
  AddProduct,
  AdjustStock,
  CommitStock,
  GetPrices,
  GetProduct,
  ListProducts,
  ReleaseStock,
  ReserveStock,
} from '#shared/contracts/inventory';

/** The message door of inventory: a line per contract. */
// prettier-ignore
@Controller()
export class InventoryMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(AddProduct)   add(@Payload() command: AddProduct)         { return this.commands.execute(command); }
  @Accepts(AdjustStock)  adjust(@Payload() command: AdjustStock)     { return this.commands.execute(command); }
  @Accepts(ReserveStock) reserve(@Payload() command: ReserveStock)   { return this.commands.execute(command); }
  @Accepts(ReleaseStock) release(@Payload() command: ReleaseStock)   { return this.commands.execute(command); }
  @Accepts(CommitStock)  commit(@Payload() command: CommitStock)     { return this.commands.execute(command); }

  @Answers(GetProduct)   product(@Payload() query: GetProduct)       { return this.queries.execute(query); }
  @Answers(ListProducts) products(@Payload() query: ListProducts)    { return this.queries.execute(query); }
  @Answers(GetPrices)    prices(@Payload() query: GetPrices)         { return this.queries.execute(query); }
}
