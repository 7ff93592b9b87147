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
import { filter, retry, tap } from 'rxjs';
import { asReaction, currentScope } from '../scope.js';

/**
 * Makes every reaction to a message an item of its own, whose promise the receipt waits for. The stock bus cannot be awaited, and a
 * saga's stream that throws once is dead until restart. Sagas are `ofType` and a total `map`: an asynchronous operator would run
 * in another message's scope.
 */
@Injectable()
export class ScopedEventBus extends EventBus {
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
    this.subscriptions.push(
      this.subject$.pipe(this.only(id)).subscribe((event) => this.own(name, () => instance.handle(event))),
    );
  }

  protected override registerSaga(saga: ISaga): void {
    const failed = tap({ error: (error: unknown) => this.own(saga.name, () => Promise.reject(error as Error)) });
    const commands = saga(this).pipe(failed, retry());
    this.subscriptions.push(
      commands.subscribe((command) => command && this.own(saga.name, () => this.commands.execute(command as ICommand))),
    );
  }

  /** An error in a subscriber would reach nobody and end the process; whoever publishes can mend it. */
  private tell(event: IEvent): void {
    const name = event.constructor.name;
    if (!currentScope()) throw new Error(`${name} is published outside a message: nobody would know that it was lost`);
    this.subject$.next(event);
  }

  private only(id: string) {
    return filter((event: IEvent) => this.eventIdProvider.getEventId(event.constructor as never) === id);
  }

  private own(reaction: string, work: () => unknown): void {
    const scope = currentScope();
    if (!scope) throw new Error(`${reaction} runs outside a message: use synchronous operators only`);
    const done = asReaction(reaction, () => Promise.try(work));
    done.catch(() => undefined);
    scope.pending.push(done);
  }
}
