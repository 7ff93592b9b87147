import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { AsyncApiHttpController } from './asyncapi/asyncapi.http.controller.js';
import { AccessTokens } from './auth/access-tokens.js';
import { Admission } from './auth/admission.js';
import { AuthGuard } from './auth/auth.guard.js';
import { FrontPageHttpController } from './pages/front-page.http.controller.js';
import { Published } from './pages/published.js';
import { ReferenceFiles } from './pages/reference-files.js';
import { ReferenceHttpController } from './pages/reference.http.controller.js';
import { ClosedRoutes } from './http/closed-routes.js';
import { Draining } from './http/draining.js';
import { Routes } from './http/routes.js';
import { OpenStreams } from './live/open-streams.js';
import { OrderEvents } from './live/order-events.js';
import { OrderNews } from './live/order-news.js';
import { ApiDocument } from './openapi/api-document.js';
import { OpenApiHttpController } from './openapi/openapi.http.controller.js';
import { BreakersHttpController } from './operations/breakers.http.controller.js';
import { DeadLettersHttpController } from './operations/dead-letters.http.controller.js';
import { EveryContext } from './operations/every-context.js';
import { LagHttpController } from './operations/lag.http.controller.js';
import { ProjectionsHttpController } from './operations/projections.http.controller.js';
import { ReconciliationHttpController } from './operations/reconciliation.http.controller.js';
import { SagasHttpController } from './operations/sagas.http.controller.js';
import { SettlementsHttpController } from './operations/settlements.http.controller.js';
import { StoriesHttpController } from './operations/stories.http.controller.js';
import { Composer } from './composition/composer.js';
import { AccountLimits } from './limits/account-limits.js';
import { Limiters } from './limits/limiters.js';
import { RateLimitGuard } from './limits/rate-limit.guard.js';
import { RateLimits } from './limits/rate-limits.js';
import { CancellationHttpController } from './orders/cancellation.http.controller.js';
import { RefundsHttpController } from './orders/refunds.http.controller.js';
import { FinalOrder } from './orders/final-order.js';
import { OrderHistoryHttpController } from './orders/order-history.http.controller.js';
import { OrderEventsHttpController } from './orders/order-events.http.controller.js';
import { OrderMessagesHttpController } from './orders/order-messages.http.controller.js';
import { OrderSearchHttpController } from './orders/order-search.http.controller.js';
import { OrderPages } from './orders/order-pages.js';
import { OrdersHttpController } from './orders/orders.http.controller.js';
import { OrdersV2HttpController } from './orders/orders.v2.http.controller.js';
import { PlacedOrders } from './orders/placed-orders.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { ProductHistoryHttpController } from './products/product-history.http.controller.js';
import { ProductPages } from './products/product-pages.js';
import { ProductsHttpController } from './products/products.http.controller.js';
import { Requests } from './requests/requests.js';
import { SchemaPipe } from './requests/schema.pipe.js';
import { SessionsHttpController } from './users/sessions.http.controller.js';
import { UsersHttpController } from './users/users.http.controller.js';
import { PaymentWebhooksHttpController } from './webhooks/payment-webhooks.http.controller.js';

/** The public HTTP API. Guard, pipe and filter are global: they also apply to routes of other modules in the application. */
@Module({
  controllers: [
    UsersHttpController,
    SessionsHttpController,
    ProductsHttpController,
    ProductHistoryHttpController,
    OrdersHttpController,
    OrdersV2HttpController,
    OrderSearchHttpController,
    OrderMessagesHttpController,
    OrderEventsHttpController,
    CancellationHttpController,
    RefundsHttpController,
    OrderHistoryHttpController,
    LagHttpController,
    BreakersHttpController,
    DeadLettersHttpController,
    SettlementsHttpController,
    StoriesHttpController,
    ProjectionsHttpController,
    SagasHttpController,
    PaymentWebhooksHttpController,
    ReconciliationHttpController,
    OpenApiHttpController,
    AsyncApiHttpController,
    FrontPageHttpController,
    ReferenceHttpController,
  ],
  providers: [
    Requests,
    AccessTokens,
    Admission,
    FinalOrder,
    PlacedOrders,
    Composer,
    OrderPages,
    ProductPages,
    OpenStreams,
    OrderEvents,
    OrderNews,
    EveryContext,
    ClosedRoutes,
    Draining,
    Routes,
    ApiDocument,
    Published,
    ReferenceFiles,
    Limiters.provider,
    RateLimits,
    AccountLimits,
    { provide: APP_GUARD, useClass: AuthGuard },
    { provide: APP_GUARD, useClass: RateLimitGuard }, // needs the user, so it comes second
    { provide: APP_PIPE, useClass: SchemaPipe },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class GatewayModule {}
