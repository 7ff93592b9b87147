import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import { OrderChanges, OrderVersions } from '#shared/contracts/orders';
import { Id } from '#shared/kernel';
import { SignedIn } from '../auth/access.js';
import { LastVersion } from '../live/last-event-id.js';
import { OpenStreams } from '../live/open-streams.js';
import { OrderEvents } from '../live/order-events.js';
import { Operation } from '../openapi/operation.js';
import { Caller, signedIn } from '../requests/caller.js';
import { Requests } from '../requests/requests.js';
import { ORDER_EVENTS_EXAMPLE, OrderEvent } from './orders.schemas.js';

const STREAM = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no', // nginx would collect events until its buffer is full
} as const;

/** Not by Nest's `@Sse`: it has no comments for the heartbeat, and bypasses Fastify, so that its headers and hooks would be missing. */
@Controller({ path: 'orders/:id/events', version: ['1', '2'] })
export class OrderEventsHttpController {
  constructor(
    private readonly requests: Requests,
    private readonly streams: OpenStreams,
    private readonly events: OrderEvents,
  ) {}

  /** The first changes are read before the answer begins, so that every refusal has its own status. */
  @Get()
  @SignedIn()
  @Operation({
    summary: 'Every change of an order, as it happens',
    description:
      'Server-Sent Events: every change from the first one, in order and once. After a break a client sends the id of the last event as `Last-Event-ID` and goes on behind it, at any replica. The stream ends after the last change; whoever asks again then gets 204.',
    sends: [OrderChanges],
    tries: [OrderVersions],
    replies: { 204: null },
    events: { data: OrderEvent, example: ORDER_EVENTS_EXAMPLE },
    problems: {
      'request.invalid-last-event-id': 'invalid',
      'live.too-many-streams': 'refused',
      'server.too-many-streams': 'unavailable',
    },
  })
  async watch(
    @Param('id', { schema: Id.describe('The id of the order.') }) id: string,
    @LastVersion() after: number,
    @Caller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    this.streams.enter(signedIn(caller).userId, reply.raw);
    const read = (version: number) => this.requests.ask(new OrderChanges({ id, after: version }), caller);
    const first = await read(after);
    if (first.isLast && !first.changes.length) return void reply.status(204); // a browser connects again until it is told so
    reply.headers(STREAM);
    const isGone = (): boolean => reply.raw.destroyed;
    return Readable.from(this.events.of({ id, after, first, read, isGone }), { objectMode: false });
  }
}
