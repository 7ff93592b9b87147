import { Inject, Injectable } from '@nestjs/common';
import { KEYS, type Keys } from '#libs/keys';
import { Bus, type RequestOptions } from '#libs/messaging';
import type { AnyMessage, ReplyOf } from '#libs/messaging/contract';
import { Problem } from '../problems/problem.js';
import type { Caller } from './caller.js';
import { idempotencyKey } from './idempotency-key.js';
import { RequestIdentity } from './request-identity.js';

/** Where a request goes, and how long its answer may take. */
type Way = Pick<RequestOptions, 'to' | 'deadlineMs'>;

/** How the gateway sends on what a client asks: on the client's behalf, in the client's trace. */
@Injectable()
export class Requests {
  private readonly identity: RequestIdentity;

  constructor(
    private readonly bus: Bus,
    @Inject(KEYS) keys: Keys,
  ) {
    this.identity = new RequestIdentity(keys);
  }

  /** Asks a question. */
  ask<M extends AnyMessage>(query: M, { identity, traceparent }: Caller, way?: Way): Promise<ReplyOf<M>> {
    return this.bus.request(query, { caller: identity, traceparent, ...way });
  }

  /** Has a command carried out, once for each Idempotency-Key of a client; without a key, each time. */
  once<M extends AnyMessage>(command: M, caller: Caller, way?: Way): Promise<ReplyOf<M>> {
    return caller.keyHeader === undefined ? this.ask(command, caller, way) : this.onceByKey(command, caller, way);
  }

  /** Like `once`, but the client must give a key: a repetition must never count twice. */
  async onceByKey<M extends AnyMessage>(command: M, caller: Caller, way?: Way): Promise<ReplyOf<M>> {
    if (caller.keyHeader === undefined) throw new Problem(400, 'idempotency.key-missing');
    if (caller.client === undefined) throw new Error('a public route must say whose Idempotency-Keys it is given');
    const key = idempotencyKey(caller.keyHeader);
    return this.bus.request(command, {
      id: this.identity.idOf(command, caller.client, key),
      fingerprint: this.identity.fingerprintOf(command),
      caller: caller.identity,
      traceparent: caller.traceparent,
      ...way,
    });
  }
}
