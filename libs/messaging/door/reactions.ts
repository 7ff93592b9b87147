import type { Type } from '@nestjs/common';
import type { DiscoveryService } from '@nestjs/core';
import type { ISaga } from '@nestjs/cqrs';
import { of } from 'rxjs';
import type { ContractClass } from '../contract/index.js';
import { EFFECT_HANDLER } from '../effects/effect-handler.js';

/** Metadata keys of the decorators of @nestjs/cqrs, which does not export them. */
const COMMAND_HANDLER = '__commandHandler__';
const QUERY_HANDLER = '__queryHandler__';
const EVENTS_HANDLER = '__eventsHandler__';
const SAGAS = '__saga__';

const HANDLERS = {
  command: 'CommandHandler',
  query: 'QueryHandler',
  event: 'EventsHandler',
  effect: 'EffectHandler',
} as const;

interface Provider {
  readonly type: Type<object>;
  readonly instance: Readonly<Record<string, ISaga>>;
}

/**
 * Which handlers and sagas of a context react to which message, read from the decorators, so that mistakes are found at start. The buses
 * report a missing handler only at the first message, and silently use the last of two for one command.
 */
export class Reactions {
  constructor(
    private readonly discovery: DiscoveryService,
    /** Contracts that the context sends to itself. */
    private readonly own: readonly ContractClass[],
  ) {}

  /** The handler classes and saga methods that react to a message of this type, by name. */
  to(type: ContractClass): readonly string[] {
    return this.providers.flatMap((provider) => [
      ...(typesOf(provider).includes(type) ? [provider.type.name] : []),
      ...sagasOf(provider)
        .filter((saga) => hears(provider.instance[saga]!.bind(provider.instance), type))
        .map((saga) => `${provider.type.name}.${saga}`),
    ]);
  }

  /**
   * Mistakes, as sentences: a message without a handler, a command or query with two, two reactions to one event with the
   * same name.
   */
  problems(types: readonly ContractClass[]): readonly string[] {
    const all = [...types, ...this.own];
    const idle = all.filter((type) => this.to(type).length === 0);
    return [
      ...idle.map(
        ({ name, contract }) =>
          `nothing reacts to ${contract.name} (${contract.declaredAt()}): write a class with @${HANDLERS[contract.kind]}(${name}) and add it to the module`,
      ),
      ...this.unlistedEffects(),
      ...all.flatMap((type) => this.namesakes(type)),
      ...this.doubles(),
    ];
  }

  /** The inbox identifies a reaction by the name of the handler class or saga method: of two with the same name only one would run. */
  private namesakes(type: ContractClass): string[] {
    if (type.contract.kind !== 'event') return [];
    const byName = Map.groupBy(this.to(type), (reaction) => reaction.split('.').at(-1)!);
    return [...byName]
      .filter(([, all]) => all.length > 1)
      .map(
        ([name, all]) =>
          `${all.join(' and ')} react to ${type.contract.name} under one name: call one other than ${name}`,
      );
  }

  /** An effect reaches its handler as a message of the context to itself. */
  private unlistedEffects(): string[] {
    const handled = this.providers.flatMap(({ type }) => metadata<ContractClass>(EFFECT_HANDLER, type) ?? []);
    return handled
      .filter((effect) => !this.own.includes(effect))
      .map(
        ({ name, contract }) =>
          `${name} (${contract.declaredAt()}) has a handler: add it to \`messages\` of the module`,
      );
  }

  private doubles(): string[] {
    const takers = Map.groupBy(
      this.providers.flatMap(({ type }) => singlyTaken(type).map((taken) => ({ taken, by: type.name }))),
      ({ taken }) => taken,
    );
    return [...takers]
      .filter(([, all]) => all.length > 1)
      .map(([taken, all]) => `${all.map(({ by }) => by).join(' and ')} both handle ${nameOf(taken)}: one must`);
  }

  private get providers(): readonly Provider[] {
    return this.discovery
      .getProviders()
      .flatMap(({ metatype, instance }) =>
        typeof metatype === 'function' && instance
          ? [{ type: metatype as Type<object>, instance: instance as Provider['instance'] }]
          : [],
      );
  }
}

const metadata = <T>(key: string | symbol, type: Type<object>): T | undefined =>
  Reflect.getMetadata(key, type) as T | undefined;
const nameOf = (type: Type<object>): string => (type as Partial<ContractClass>).contract?.name ?? type.name;

/** The message types that only one provider may handle. */
const singlyTaken = (type: Type<object>): readonly Type<object>[] =>
  [COMMAND_HANDLER, QUERY_HANDLER, EFFECT_HANDLER].flatMap((key) => metadata<Type<object>>(key, type) ?? []);
const typesOf = ({ type }: Provider): readonly Type<object>[] => [
  ...singlyTaken(type),
  ...(metadata<Type<object>[]>(EVENTS_HANDLER, type) ?? []),
];
const sagasOf = ({ type }: Provider): readonly string[] => metadata<string[]>(SAGAS, type) ?? [];

/** Tests a saga with an empty event of the type. A saga only maps events to commands, so this has no effect: it returns a command or throws. */
function hears(saga: ISaga, type: ContractClass): boolean {
  let heard = false;
  const notice = (): void => void (heard = true);
  saga(of(Object.create(type.prototype as object) as object)).subscribe({ next: notice, error: notice });
  return heard;
}
