import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { AddProductHandler } from './commands/add-product.js';
import { AdjustStockHandler } from './commands/adjust-stock.js';
import { AskOrdersHandler } from './commands/ask-orders.js';
import { ChangeProductHandler } from './commands/change-product.js';
import { CommitStockHandler } from './commands/commit-stock.js';
import { ReleaseStockHandler } from './commands/release-stock.js';
import { ReserveStockHandler } from './commands/reserve-stock.js';
import { ReturnStockHandler } from './commands/return-stock.js';
import { Catalogue } from './data/catalogue.js';
import { InventoryInit1700000000001 } from './data/migrations/0001-init.js';
import { InventoryPrices1700000000002 } from './data/migrations/0002-prices.js';
import { InventoryLowStock1700000000003 } from './data/migrations/0003-low-stock.js';
import { InventoryReturns1700000000004 } from './data/migrations/0004-returns.js';
import { InventoryOverdue1700000000014 } from './data/migrations/0014-overdue.js';
import { PriceHistory } from './data/price-history.js';
import { Product } from './data/product.entity.js';
import { ProductPrice } from './data/product-price.entity.js';
import { Reservation } from './data/reservation.entity.js';
import { ReservationWatch } from './data/reservation-watch.entity.js';
import { StockItem } from './data/stock-item.entity.js';
import { StockLedger } from './data/stock-ledger.js';
import { StockReturn } from './data/stock-return.entity.js';
import { StockMovement } from './data/stock-movement.entity.js';
import { InventoryMessageController } from './inventory.message.controller.js';
import { AskOrders } from './messages.js';
import { Overdue } from './overdue/overdue.js';
import { GetPricesHandler } from './queries/get-prices.js';
import { GetProductHandler } from './queries/get-product.js';
import { GetProductNamesHandler } from './queries/get-product-names.js';
import { ListProductPricesHandler } from './queries/list-product-prices.js';
import { ListProductsHandler } from './queries/list-products.js';
import { ListReservationsHandler } from './queries/list-reservations.js';
import { ListStockMovementsHandler } from './queries/list-stock-movements.js';
import { ReservationStory } from './queries/reservation-story.js';

const commands = [
  AddProductHandler,
  ChangeProductHandler,
  AdjustStockHandler,
  ReserveStockHandler,
  ReleaseStockHandler,
  CommitStockHandler,
  ReturnStockHandler,
  AskOrdersHandler,
];
const queries = [
  GetProductHandler,
  ListProductsHandler,
  GetProductNamesHandler,
  GetPricesHandler,
  ListProductPricesHandler,
  ListStockMovementsHandler,
  ListReservationsHandler,
  ReservationStory,
];

@Module({
  imports: [
    ContextModule.forRoot({
      name: 'inventory',
      // In the order of locking: the reservation before the stock items of its lines.
      entities: [Product, ProductPrice, Reservation, StockItem, StockMovement, StockReturn, ReservationWatch],
      migrations: [
        InventoryInit1700000000001,
        InventoryPrices1700000000002,
        InventoryLowStock1700000000003,
        InventoryReturns1700000000004,
        InventoryOverdue1700000000014,
      ],
      messages: [AskOrders],
    }),
  ],
  controllers: [InventoryMessageController],
  providers: [...commands, ...queries, Catalogue, PriceHistory, StockLedger, Overdue],
})
export class InventoryModule {}
