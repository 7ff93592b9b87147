import { Inject, Injectable } from '@nestjs/common';
import { KEYS, type Keys } from '#libs/keys';
import { Bus, type RequestOptions } from '#libs/messaging';
import type { ReplyOf, SentBy } from '#libs/messaging/contract';
import { checkDeclared } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import type { Caller } from './caller.js';
import { idempotencyKey } from './idempotency-key.js';
import { RequestIdentity } from './request-identity.js';

/** Where a request goes, and how long its answer may take. */
type Way = Pick<RequestOptions, 'to' | 'deadlineMs'>;

/** What the gateway may send. A contract whose `from` does not name it does not compile here. */
export type Ours = SentBy<'gateway'>;

/** How the gateway sends on what a client asks: on the client's behalf, in the client's trace. */
@Injectable()
export class Requests {
  private readonly identity: RequestIdentity;

  constructor(
    private readonly bus: Bus<'gateway'>,
    @Inject(KEYS) keys: Keys,
  ) {
    this.identity = new RequestIdentity(keys);
  }

  /** Asks a question. */
  async ask<M extends Ours>(query: M, caller: Caller, way?: Way): Promise<ReplyOf<M>> {
    checkDeclared(query, 'query', caller.operation);
    return this.send(query, caller, way);
  }

  /**
   * Has a command carried out, once for each Idempotency-Key of a client; without a key, each time. Where the route requires a key,
   * since a repetition must never count twice, the client must give one.
   */
  async once<M extends Ours>(command: M, caller: Caller, way?: Way): Promise<ReplyOf<M>> {
    checkDeclared(command, 'command', caller.operation);
    if (caller.keyHeader !== undefined)
      return this.send(command, caller, { ...this.keyed(command, caller.keyHeader, caller.client), ...way });
    if (caller.operation.keyRequired) throw new Problem(400, 'idempotency.key-missing');
    return this.send(command, caller, way);
  }

  private keyed(command: Ours, header: string, client: string | undefined): Pick<RequestOptions, 'id' | 'fingerprint'> {
    if (client === undefined) throw new Error('a public route must say whose Idempotency-Keys it is given');
    const id = this.identity.idOf(command, client, idempotencyKey(header));
    return { id, fingerprint: this.identity.fingerprintOf(command) };
  }

  private send<M extends Ours>(
    message: M,
    { identity, traceparent }: Caller,
    how?: RequestOptions,
  ): Promise<ReplyOf<M>> {
    return this.bus.request(message, { caller: identity, traceparent, ...how });
  }
}
