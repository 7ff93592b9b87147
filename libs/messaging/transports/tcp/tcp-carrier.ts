import type { Logger } from '@nestjs/common';
import { Rotation, type Discovery, type Instance } from '#libs/discovery';
import type { Carrier, Frame, Receipt, Reply, Request } from '../../envelope.js';
import { messagingError, toWire, Unreachable, Unreadable } from '../../errors.js';
import { Broken, NotNow } from './errors.js';
import { MOST_CALLS, MOST_REQUESTS } from './limits.js';
import type { Parcel } from './packets.js';
import { ofFrame, ofRequest, toReceipts, toReply } from './parcels.js';
import type { PeerCall } from './peer.js';
import type { Peers } from './peers.js';

/** Sends calls to one context, to any instance that answers. */
export class TcpCarrier implements Carrier {
  readonly transport = 'tcp';
  private readonly rotation: Rotation;

  constructor(
    private readonly context: string,
    discovery: Discovery,
    private readonly peers: Peers,
    private readonly logger: Logger,
  ) {
    this.rotation = new Rotation({
      instances: () => discovery.instancesOf(context),
      loadOf: (instance) => peers.loadOf(instance),
      probe: (instance) => this.probe(instance),
    });
  }

  async request(request: Request): Promise<Reply> {
    try {
      const call = { lane: 'request', from: request.headers.source, data: ofRequest(request), read: toReply };
      return await this.call(call, request.remainingMs, MOST_REQUESTS);
    } catch (error) {
      if (error instanceof RangeError) return { error: toWire(messagingError('message.too-large', error.message)) };
      throw error;
    }
  }

  async deliver(frame: Frame): Promise<readonly Receipt[]> {
    try {
      const read = (answer: Parcel) => toReceipts(answer, frame.messages);
      return await this.call(
        { lane: 'frame', from: frame.sender, data: ofFrame(frame), read },
        frame.remainingMs,
        MOST_CALLS,
      );
    } catch (error) {
      throw error instanceof RangeError ? new Unreadable(error.message) : error;
    }
  }

  close(): void {
    this.rotation.close();
  }

  /** Tries the instances in turn until one accepts the call. */
  private async call<T>(call: Omit<PeerCall<T>, 'to'>, remainingMs: number, most: number): Promise<T> {
    const deadline = performance.now() + remainingMs;
    const tried = new Set<string>();
    let why = new Unreachable(`no instance of ${this.context} is known`);
    for (let instance = this.rotation.next(); instance; instance = this.rotation.next(tried)) {
      tried.add(instance.id);
      try {
        const answer = await this.peers.at(instance).call({ to: this.context, ...call }, deadline, most);
        this.rotation.answered(instance);
        return answer;
      } catch (error) {
        if (error instanceof Broken) this.lost(instance, error);
        if (!(error instanceof Unreachable)) throw error;
        if (!(error instanceof NotNow)) this.lost(instance, error);
        why = error;
        if (performance.now() >= deadline) break;
      }
    }
    throw why;
  }

  private lost(instance: Instance, error: Error): void {
    if (!this.rotation.failed(instance)) return;
    const level = error instanceof Broken ? 'warn' : 'debug'; // instances that start later or stop are normal
    this.logger[level](`${this.context} has to do without ${instance.id}: ${error.message}`);
  }

  private async probe(instance: Instance): Promise<void> {
    const { contexts } = await this.peers.at(instance).greet();
    if (!contexts.includes(this.context)) throw new Unreachable(`${instance.id} does not serve ${this.context} now`);
  }
}
