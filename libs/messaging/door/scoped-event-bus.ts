import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { InstanceWrapper } from '@nestjs/core/injector/instance-wrapper.js';
import {
  CommandBus,
  EventBus,
  UnhandledExceptionBus,
  type ICommand,
  type IEvent,
  type IEventHandler,
  type ISaga,
} from '@nestjs/cqrs';
import { retry, tap } from 'rxjs';
import { asReaction, currentScope } from '../scope.js';

/**
 * Makes every reaction to a message an inbox item of its own; the receipt waits for its promise. The event bus of @nestjs/cqrs cannot be
 * awaited, and after one error a saga's stream is closed until the restart. Sagas may only use `ofType` and a `map` that does not
 * throw: an asynchronous operator would run in the scope of another message.
 */
@Injectable()
export class ScopedEventBus extends EventBus {
  private readonly reactions = new Map<string, ((event: IEvent) => void)[]>();
  /** Event class → its reactions. The bus of @nestjs/cqrs asks each handler for each event through `Reflect`: 2 % of the CPU time. */
  private readonly byClass = new Map<unknown, readonly ((event: IEvent) => void)[]>();

  constructor(
    private readonly commands: CommandBus,
    moduleRef: ModuleRef,
    unhandled: UnhandledExceptionBus,
  ) {
    super(commands, moduleRef, unhandled);
    this.publisher = { publish: (event) => this.tell(event) };
  }

  override bind(handler: InstanceWrapper<IEventHandler<IEvent>>, id: string): void {
    const { instance } = handler;
    const name = instance.constructor.name;
    const reaction = (event: IEvent): void => this.own(name, () => instance.handle(event));
    this.reactions.set(id, [...(this.reactions.get(id) ?? []), reaction]);
  }

  protected override registerSaga(saga: ISaga): void {
    const failed = tap({ error: (error: unknown) => this.own(saga.name, () => Promise.reject(error as Error)) });
    const commands = saga(this).pipe(failed, retry());
    this.subscriptions.push(
      commands.subscribe((command) => command && this.own(saga.name, () => this.commands.execute(command as ICommand))),
    );
  }

  /** An error in a subscriber would be unhandled and end the process; here it reaches the publisher. */
  private tell(event: IEvent): void {
    const name = event.constructor.name;
    if (!currentScope()) throw new Error(`${name} is published outside a message: it would be lost without an error`);
    for (const react of this.reactionsTo(event)) react(event);
    this.subject$.next(event); // the sagas
  }

  private reactionsTo({ constructor }: IEvent): readonly ((event: IEvent) => void)[] {
    const known = this.byClass.get(constructor);
    if (known) return known;
    const id = this.eventIdProvider.getEventId(constructor as never);
    const found = (id && this.reactions.get(id)) || [];
    this.byClass.set(constructor, found);
    return found;
  }

  private own(reaction: string, work: () => unknown): void {
    const scope = currentScope();
    if (!scope) throw new Error(`${reaction} runs outside a message: use synchronous operators only`);
    const done = asReaction(reaction, () => Promise.try(work));
    done.catch(() => undefined);
    scope.pending.push(done);
  }
}
