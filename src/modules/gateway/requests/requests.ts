import { Inject, Injectable } from '@nestjs/common';
import { KEYS, type Keys } from '#libs/keys';
import { Bus, type RequestOptions } from '#libs/messaging';
import { contractOf, type ReplyOf, type SentBy } from '#libs/messaging/contract';
import { wideEvent } from '#libs/telemetry/nest-otel';
import { checkDeclared } from '../openapi/operation.js';
import { Problem } from '../problems/problem.js';
import type { Caller } from './caller.js';
import { idempotencyKey } from './idempotency-key.js';
import { RequestIdentity } from './request-identity.js';

/** The receiver of a request, and how long to wait for its answer. */
type Way = Pick<RequestOptions, 'to' | 'deadlineMs' | 'patience'>;

/** The contracts that the gateway may send. One whose `from` does not list the gateway does not compile. */
export type Ours = SentBy<'gateway'>;

/** Sends messages to contexts on behalf of the client, in the client's trace. */
@Injectable()
export class Requests {
  private readonly identity: RequestIdentity;

  constructor(
    private readonly bus: Bus<'gateway'>,
    @Inject(KEYS) keys: Keys,
  ) {
    this.identity = new RequestIdentity(keys);
  }

  /** Sends a query. */
  async ask<M extends Ours>(query: M, caller: Caller, way?: Way): Promise<ReplyOf<M>> {
    checkDeclared(query, 'query', caller.operation);
    return this.send(query, caller, way);
  }

  /** Sends a query for an optional part of an answer, which is not worth the wait for a context that is unreachable. */
  askBriefly<M extends Ours>(query: M, caller: Caller): Promise<ReplyOf<M>> {
    return this.ask(query, caller, { patience: 'none' });
  }

  /**
   * Sends a command, which is carried out once for each Idempotency-Key of a client, and each time without a key. Throws a 400 without
   * a key where the route requires one, because a repetition would have a second effect.
   */
  async once<M extends Ours>(command: M, caller: Caller, way?: Way): Promise<ReplyOf<M>> {
    checkDeclared(command, 'command', caller.operation);
    if (caller.keyHeader !== undefined)
      return this.send(command, caller, { ...this.keyed(command, caller.keyHeader, caller.client), ...way });
    if (caller.operation.keyRequired) throw new Problem(400, 'idempotency.key-missing');
    return this.send(command, caller, way);
  }

  /**
   * Sends a command that somebody repeats who knows no Idempotency-Key. It is carried out once for each `key` of the client, whatever else
   * is in it: the key must be as good as the command.
   */
  async onceFor<M extends Ours>(command: M, caller: Caller, client: string, key: string): Promise<ReplyOf<M>> {
    checkDeclared(command, 'command', caller.operation);
    return this.send(command, caller, { id: this.identity.idOf(command, client, key) });
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
    wideEvent?.increment(`cleave.asked.${how?.to ?? contextOf(message)}`);
    return this.bus.request(message, { caller: identity, traceparent, ...how });
  }
}

/** The context that answers it. */
const contextOf = (message: Ours): string => contractOf(message).name.split('.', 1)[0]!;
