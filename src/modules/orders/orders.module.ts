import { Module } from '@nestjs/common';
import { ContextModule } from '#libs/messaging';
import { ProjectionCopy, ProjectionTables1700000000100 } from '#libs/projections';
import { DifferenceRow, Reconciliation1700000000200 } from '#libs/reconciliation';
import { AdvanceCheckoutHandler } from './commands/advance-checkout.js';
import { AnswerOverdueStock } from './commands/answer-overdue-stock.js';
import { CancelOrderHandler } from './commands/cancel-order.js';
import { KeepCustomerName } from './commands/keep-customer-name.js';
import { KeepPrice } from './commands/keep-price.js';
import { KeepProductName } from './commands/keep-product-name.js';
import { AdvanceRefundHandler } from './commands/advance-refund.js';
import { PlaceOrderHandler } from './commands/place-order.js';
import { RefundOrderHandler } from './commands/refund-order.js';
import { CustomerName } from './data/customer-name.entity.js';
import { OrdersInit1700000000001 } from './data/migrations/0001-init.js';
import { OrdersNames1700000000002 } from './data/migrations/0002-names.js';
import { OrdersRefunds1700000000003 } from './data/migrations/0003-refunds.js';
import { History } from './data/history.js';
import { OrderView } from './data/order-view.entity.js';
import { LiveCopies } from './data/live-copies.js';
import { OrderProjectors } from './data/order-projectors.js';
import { OrderSearch } from './data/order-search.js';
import { Orders } from './data/orders.js';
import { PaymentsBacklog } from './data/payments-backlog.js';
import { PriceCopy } from './data/price-copy.entity.js';
import { PriceList } from './data/price-list.js';
import { SearchStores } from './data/search-stores.js';
import { ProductName } from './data/product-name.entity.js';
import { OrderFigures } from './metrics/order-figures.js';
import { CheckoutTimer, RefundTimer } from './messages.js';
import { OrdersMessageController } from './orders.message.controller.js';
import { projectionOperations } from './projection-operations.js';
import { AwaitOrderHandler } from './queries/await-order.js';
import { GetOrderHandler } from './queries/get-order.js';
import { ListOrdersHandler } from './queries/list-orders.js';
import { OrderChangesHandler } from './queries/order-changes.js';
import { OrderHistoryHandler } from './queries/order-history.js';
import { OrderTotalsHandler } from './queries/order-totals.js';
import { OrderVersionsHandler } from './queries/order-versions.js';
import { PreviewRefundHandler } from './queries/preview-refund.js';
import { SearchOrdersHandler } from './queries/search-orders.js';
import { reconciliation } from './reconciliation/operations.js';
import { sagaOperations } from './saga-operations.js';
import { CheckoutSaga } from './sagas/checkout.saga.js';
import { RefundSaga } from './sagas/refund.saga.js';

const commands = [
  PlaceOrderHandler,
  CancelOrderHandler,
  AdvanceCheckoutHandler,
  RefundOrderHandler,
  AdvanceRefundHandler,
  AnswerOverdueStock,
  KeepPrice,
  KeepProductName,
  KeepCustomerName,
];
const queries = [
  GetOrderHandler,
  AwaitOrderHandler,
  ListOrdersHandler,
  OrderChangesHandler,
  OrderVersionsHandler,
  OrderHistoryHandler,
  SearchOrdersHandler,
  OrderTotalsHandler,
  PreviewRefundHandler,
];
const sagas = [CheckoutSaga, RefundSaga];
const search = [SearchStores, LiveCopies, OrderSearch, OrderProjectors];

@Module({
  imports: [
    ContextModule.forRoot({
      name: 'orders',
      entities: [PriceCopy, ProductName, CustomerName, OrderView, ProjectionCopy, DifferenceRow],
      migrations: [
        OrdersInit1700000000001,
        OrdersNames1700000000002,
        OrdersRefunds1700000000003,
        ProjectionTables1700000000100,
        Reconciliation1700000000200,
      ],
      messages: [CheckoutTimer, RefundTimer],
      admission: { within: '500ms', needs: ['inventory', 'payments'] },
    }),
  ],
  controllers: [
    OrdersMessageController,
    ...projectionOperations.controllers,
    ...sagaOperations.controllers,
    ...reconciliation.controllers,
  ],
  providers: [
    ...commands,
    ...queries,
    ...sagas,
    ...search,
    ...projectionOperations.providers,
    ...sagaOperations.providers,
    ...reconciliation.providers,
    Orders,
    History,
    PriceList,
    PaymentsBacklog,
    OrderFigures,
  ],
})
export class OrdersModule {}
