import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { WideEventField } from '#libs/telemetry/nest-otel';
import { ListProductPrices, ListStockMovements } from '#shared/contracts/inventory';
import { Id } from '#shared/kernel';
import { Roles } from '../auth/access.js';
import { Conditional } from '../http/conditional.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { Requests } from '../requests/requests.js';
import { PageQuery } from '../requests/schemas.js';
import { LedgerPage, PricePage } from './products.schemas.js';

const rows = ({ data }: { data: readonly unknown[] }) => data.length;
const ProductId = Id.describe('The id of the product.');

/** What has happened to a product, for staff. */
@Controller({ path: 'products/:id', version: '1' })
@Roles('operator')
export class ProductHistoryHttpController {
  constructor(private readonly requests: Requests) {}

  @Get('prices')
  @Conditional('private')
  @Operation({
    summary: 'The prices of a product',
    description:
      'What it has cost and from when on, the latest first, page by page. The first entry of the first page is its price now. `version` is that of the product which brought the price; orders name it as `priceVersion`.',
    sends: [ListProductPrices],
    replies: { 200: PricePage },
  })
  @WideEventField('cleave.rows', rows)
  async prices(
    @Param('id', { schema: ProductId }) productId: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const prices = await this.requests.ask(new ListProductPrices({ productId, ...query }), caller);
    linkNext(reply, `/v1/products/${productId}/prices`, query, prices.page);
    return prices;
  }

  @Get('ledger')
  @Conditional('private')
  @Operation({
    summary: 'The stock ledger of a product',
    description:
      'Every movement of its stock, the latest first, page by page: what became of the stock of orders, and what staff received or wrote off, with the reason. A page looks at the last 100,000 movements of all products before its cursor: it can be shorter than `limit`, even empty, while `hasMore` is true.',
    sends: [ListStockMovements],
    replies: { 200: LedgerPage },
  })
  @WideEventField('cleave.rows', rows)
  async ledger(
    @Param('id', { schema: ProductId }) productId: string,
    @Query({ schema: PageQuery }) query: PageQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const movements = await this.requests.ask(new ListStockMovements({ productId, ...query }), caller);
    linkNext(reply, `/v1/products/${productId}/ledger`, query, movements.page);
    return movements;
  }
}
