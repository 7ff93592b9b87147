import { BaseRpcContext, type MessageHandler } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { AnyMessage, Contract, ContractClass } from '../contract/index.js';
import { messagingError } from '../errors.js';
import { inScope, settled, type Scope } from '../scope.js';
import type { Seals } from '../seal/seals.js';
import type { DoorExtras } from './door.js';
import { revive } from './revive.js';

/** Runs a message that the context sends to itself: timers, outcomes of effects. */
export type Dispatch = (message: object, contract: Contract) => unknown;

/** Finds the handler of a message and runs it in the message's scope. */
export class Handlers {
  private readonly own = new Map<string, ContractClass>();
  private dispatch: Dispatch | undefined;

  constructor(
    private readonly context: string,
    /** Nest's message handlers, by pattern. */
    private readonly doors: ReadonlyMap<string, MessageHandler>,
    private readonly seals: Seals,
  ) {}

  /** The contracts that the context sends to itself, and the function that runs them. */
  serveOwn(messages: readonly ContractClass[], dispatch: Dispatch): void {
    for (const type of messages) this.own.set(type.contract.name, type);
    this.dispatch = dispatch;
  }

  contractAt(type: string): Contract | undefined {
    const door = this.doors.get(type);
    return door && typeBehind(door).contract;
  }

  /** The handler's result, after the commit of every decision that it began. */
  async run(scope: Scope, data: unknown): Promise<unknown> {
    const { pending } = scope;
    const result = await inScope(scope, () => this.call(scope, data));
    const value = isObservable(result) ? await lastValueFrom(result, { defaultValue: undefined }) : result;
    if (pending.length === 1) await pending[0]; // the usual case, without the helper
    if (pending.length > 1) await settled(scope);
    return value;
  }

  private call(scope: Scope, data: unknown): unknown {
    const { type, headers } = scope;
    const door = this.doors.get(type);
    if (door) {
      const served = typeBehind(door);
      admit(served.contract, headers.source);
      return door(this.read(served, scope, data), new BaseRpcContext([scope]));
    }
    const own = headers.source === this.context ? this.own.get(type) : undefined;
    if (!own) throw messagingError('message.unknown-type', `${this.context} does not know ${type}`);
    return this.dispatch!(this.read(own, scope, data), own.contract);
  }

  private read(type: ContractClass, { id, headers }: Scope, data: unknown): AnyMessage {
    return revive(type, this.seals.opened(type.contract, data, id, headers.source));
  }
}

const typeBehind = ({ extras }: MessageHandler): ContractClass => (extras as unknown as DoorExtras).type;

function admit({ from, name }: Contract, source: string): void {
  if (from && !from.includes(source)) throw messagingError('message.forbidden', `${source} may not send ${name}`);
}
