import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AddProduct, AdjustStock, ChangeProduct, GetProduct, ListProducts } from '#shared/contracts/inventory';
import { Id } from '#shared/kernel';
import { Public, Roles } from '../auth/access.js';
import { Conditional, ConditionalByVersion } from '../http/conditional.js';
import { versionedTag } from '../http/entity-tag.js';
import { versionIn } from '../http/if-match.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { linkNext } from '../requests/link-next.js';
import { Requests } from '../requests/requests.js';
import { PageQuery } from '../requests/schemas.js';
import { ProductPages } from './product-pages.js';
import {
  ChangedProduct,
  NewProduct,
  Product,
  ProductChange,
  ProductPage,
  Stock,
  StockChange,
} from './products.schemas.js';

@Controller({ path: 'products', version: '1' })
export class ProductsHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly pages: ProductPages,
  ) {}

  @Get()
  @Public()
  @Conditional('public')
  @Operation({
    summary: 'The catalogue',
    description:
      'All products with their prices and what is available, page by page: give the `next` of a page as `cursor` of the next one, or follow its `Link`.',
    sends: [ListProducts],
    replies: { 200: ProductPage },
    headers: { 200: ['Age'] },
  })
  async list(
    @Query({ schema: PageQuery }) query: PageQuery,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { page, age } = await this.pages.page(query, caller);
    linkNext(reply, '/v1/products', query, page.page);
    if (age !== undefined) reply.header('age', age);
    return page;
  }

  @Get(':id')
  @Public()
  @ConditionalByVersion('public')
  @Operation({
    summary: 'One product',
    description: 'A product with its price and what is available now.',
    sends: [GetProduct],
    replies: { 200: Product },
  })
  show(@Param('id', { schema: Id.describe('The id of the product.') }) id: string, @Caller() caller: Caller) {
    return this.requests.ask(new GetProduct({ id }), caller);
  }

  @Post()
  @Roles('operator')
  @Operation({
    summary: 'Add a product',
    description: 'Adds a product to the catalogue. It has no stock until some is received.',
    sends: [AddProduct],
    replies: { 201: Product },
    headers: { 201: ['Location'] },
  })
  async add(
    @Body({ schema: NewProduct }) body: NewProduct,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const product = await this.requests.once(new AddProduct(body), caller);
    reply.header('location', `/v1/products/${product.id}`);
    return product;
  }

  @Patch(':id')
  @Roles('operator')
  @Operation({
    summary: 'Change a product',
    description:
      'Changes what is named and leaves the rest: name, price, and the stock below which staff are told. `If-Match` is the `ETag` of the product as you have read it, or of the answer to your last change: when somebody has changed the product since, nothing happens and the answer is 412. Orders are charged what they were placed for.',
    sends: [ChangeProduct],
    replies: { 200: ChangedProduct },
    headers: { 200: ['ETag'] },
    matchRequired: true,
  })
  async change(
    @Param('id', { schema: Id.describe('The id of the product.') }) id: string,
    @Body({ schema: ProductChange }) change: ProductChange,
    @Headers('if-match') seen: string | undefined,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const changed = await this.requests.once(new ChangeProduct({ id, version: versionIn(seen), ...change }), caller);
    const { lowStockThreshold: _, ...product } = changed;
    reply.header('etag', versionedTag(JSON.stringify(product), product)); // that of the product as everybody reads it
    return changed;
  }

  @Post(':id/stock')
  @HttpCode(200)
  @Roles('operator')
  @Operation({
    summary: 'Receive stock, or write it off',
    description:
      'A positive `delta` is received, a negative one written off. What is reserved for orders cannot be written off.',
    sends: [AdjustStock],
    replies: { 200: Stock },
  })
  adjustStock(
    @Param('id', { schema: Id.describe('The id of the product.') }) productId: string,
    @Body({ schema: StockChange }) change: StockChange,
    @Caller() caller: Caller,
  ) {
    return this.requests.once(new AdjustStock({ productId, ...change }), caller);
  }
}
