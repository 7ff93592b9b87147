import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  CompareProjection,
  DropProjectionCopy,
  ListProjections,
  RebuildProjection,
  SwapProjection,
} from '#shared/contracts/orders';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { Caller } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import {
  Comparison,
  ComparisonQuery,
  DecidedCopy,
  OneCopy,
  OneStore,
  ProjectionList,
  ProjectionName,
} from './projections.schemas.js';

/** A page of documents is compared for as long, and what a projector may still write is waited for. */
const COMPARISON_MS = 12_000;

@Controller({ path: 'ops/projections', version: '1' })
@Roles('operator')
export class ProjectionsHttpController {
  constructor(private readonly requests: Requests) {}

  @Get()
  @Operation({
    summary: 'The copies of the read side, how full they are, and how far behind',
    description:
      'A projection keeps documents, computed from event streams, in copies: the `live` one is searched, another may be `building`. A `shape` that is not `codeShape` wants a rebuild.',
    sends: [ListProjections],
    replies: { 200: ProjectionList },
  })
  async list(@Caller() caller: Caller) {
    const { copies } = await this.requests.ask(new ListProjections({}), caller);
    return { data: copies };
  }

  @Post(':projection/rebuild')
  @HttpCode(200)
  @Operation({
    summary: 'Begin a new copy',
    description:
      'It is filled from the streams at a limited rate, and follows them, while the live copy is searched. One at a time for each store, and three copies at most.',
    sends: [RebuildProjection],
    replies: { 200: DecidedCopy },
  })
  rebuild(
    @Param('projection', { schema: ProjectionName }) projection: string,
    @Body({ schema: OneStore }) { store }: OneStore,
    @Caller() caller: Caller,
  ) {
    return this.requests.once(new RebuildProjection({ projection, store }), caller);
  }

  @Post(':projection/swap')
  @HttpCode(200)
  @Operation({
    summary: 'Let the new copy be searched instead of the live one',
    description:
      'Once it is filled and at most ten seconds behind. No search fails meanwhile. The copy that was live is kept, and not fed any more, until it is dropped.',
    sends: [SwapProjection],
    replies: { 200: DecidedCopy },
  })
  swap(
    @Param('projection', { schema: ProjectionName }) projection: string,
    @Body({ schema: OneStore }) { store }: OneStore,
    @Caller() caller: Caller,
  ) {
    return this.requests.once(new SwapProjection({ projection, store }), caller);
  }

  @Post(':projection/drop')
  @HttpCode(200)
  @Operation({
    summary: 'Give up an old copy, or one that is being built',
    description: 'Its documents are removed as soon as the store answers. The live copy cannot be dropped.',
    sends: [DropProjectionCopy],
    replies: { 200: DecidedCopy },
  })
  drop(
    @Param('projection', { schema: ProjectionName }) projection: string,
    @Body({ schema: OneCopy }) { store, copy }: OneCopy,
    @Caller() caller: Caller,
  ) {
    return this.requests.once(new DropProjectionCopy({ projection, store, copy }), caller);
  }

  @Get(':projection/comparison')
  @Operation({
    summary: 'Compare a page of a copy with what the streams say',
    description:
      'The documents of the page are computed again and compared with those of the copy. What may only not have been written yet is looked at again for up to five seconds. `next` is the `after` of the next page.',
    sends: [CompareProjection],
    replies: { 200: Comparison },
  })
  compare(
    @Param('projection', { schema: ProjectionName }) projection: string,
    @Query({ schema: ComparisonQuery }) { limit, ...which }: ComparisonQuery,
    @Caller() caller: Caller,
  ) {
    const query = new CompareProjection({ projection, ...which, most: limit });
    return this.requests.ask(query, caller, { deadlineMs: COMPARISON_MS });
  }
}
