import { Controller } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Accepts, Answers } from '#libs/messaging';
import {
  AddProduct,
  AdjustStock,
  ChangeProduct,
  CommitStock,
  GetPrices,
  GetProduct,
  GetProductNames,
  ListProductPrices,
  ListProducts,
  ListReservations,
  ListStockMovements,
  ReleaseStock,
  ReserveStock,
  ReturnStock,
} from '#shared/contracts/inventory';

/** The message door of inventory: a line per contract. */
// prettier-ignore
@Controller()
export class InventoryMessageController {
  constructor(private readonly commands: CommandBus, private readonly queries: QueryBus) {}

  @Accepts(AddProduct)         add(command: AddProduct)          { return this.commands.execute(command); }
  @Accepts(ChangeProduct)      change(command: ChangeProduct)    { return this.commands.execute(command); }
  @Accepts(AdjustStock)        adjust(command: AdjustStock)      { return this.commands.execute(command); }
  @Accepts(ReserveStock)       reserve(command: ReserveStock)    { return this.commands.execute(command); }
  @Accepts(ReleaseStock)       release(command: ReleaseStock)    { return this.commands.execute(command); }
  @Accepts(CommitStock)        commit(command: CommitStock)      { return this.commands.execute(command); }
  @Accepts(ReturnStock)        restock(command: ReturnStock)     { return this.commands.execute(command); }

  @Answers(GetProduct)         product(query: GetProduct)        { return this.queries.execute(query); }
  @Answers(ListProducts)       products(query: ListProducts)     { return this.queries.execute(query); }
  @Answers(GetProductNames)    names(query: GetProductNames)     { return this.queries.execute(query); }
  @Answers(GetPrices)          prices(query: GetPrices)          { return this.queries.execute(query); }
  @Answers(ListProductPrices)  history(query: ListProductPrices) { return this.queries.execute(query); }
  @Answers(ListReservations)   reservations(q: ListReservations) { return this.queries.execute(q); }
  @Answers(ListStockMovements) ledger(query: ListStockMovements) { return this.queries.execute(query); }
}
