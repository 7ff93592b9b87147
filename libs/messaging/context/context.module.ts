import { Module, type DynamicModule, type FactoryProvider, type Provider } from '@nestjs/common';
import { APP_FILTER, DiscoveryModule, DiscoveryService, Reflector } from '@nestjs/core';
import { CommandBus, CqrsModule, EventBus } from '@nestjs/cqrs';
import { getRepositoryToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { declaredBy, type Place } from '#libs/declarations';
import { Bus } from '../bus/bus.js';
import { PassOn } from '../door/pass-on.filter.js';
import { Reactions } from '../door/reactions.js';
import { ScopedEventBus } from '../door/scoped-event-bus.js';
import { HOST, type Host } from '../host.js';
import { operations } from '../ops/operations.js';
import { Commits } from '../work/commits.js';
import { UnitOfWork } from '../work/unit-of-work.js';
import { Watch } from '../work/watch.js';
import { assemble } from './assemble.js';
import { CONTEXT, type ContextOptions } from './context-options.js';
import { openDatabase } from './database.js';
import { effectsIn } from './effects-in.js';
import { Engine } from './engine.js';

/** The module that every bounded context imports: buses, database, batch loop, outbox. */
@Module({})
export class ContextModule {
  static forRoot(options: ContextOptions): DynamicModule {
    const declared = declaredBy(ContextModule.forRoot);
    const repositories = options.entities.map((entity) =>
      provide(getRepositoryToken(entity), (dataSource: DataSource) => dataSource.getRepository(entity), DataSource),
    );
    return {
      module: ContextModule,
      global: true,
      imports: [buses(), DiscoveryModule],
      controllers: [...operations.controllers],
      providers: [
        ...parts(options, declared),
        ...operations.providers,
        ...repositories,
        { provide: APP_FILTER, useClass: PassOn },
      ],
      exports: [DataSource, UnitOfWork, Watch, Bus, Engine, ...repositories.map(({ provide: token }) => token)],
    };
  }
}

/** CqrsModule with ScopedEventBus. A provider of the dynamic module replaces the one of `@Module()`. */
function buses(): DynamicModule {
  const stock = CqrsModule.forRoot();
  return { ...stock, providers: [...(stock.providers ?? []), { provide: EventBus, useClass: ScopedEventBus }] };
}

function parts(options: ContextOptions, declared: Place): Provider[] {
  const { name, messages = [] } = options;
  return [
    { provide: CONTEXT, useValue: options },
    Commits,
    Watch,
    provide(DataSource, (host: Host) => openDatabase(options, host, declared), HOST),
    provide(Bus, (host: Host) => Bus.of(host, name), HOST),
    provide(
      Engine,
      (
        host: Host,
        dataSource: DataSource,
        commits: Commits,
        watch: Watch,
        commands: CommandBus,
        events: EventBus,
        discovery: DiscoveryService,
        reflector: Reflector,
      ) =>
        assemble(options, {
          host,
          dataSource,
          commits,
          watch,
          commands,
          events,
          reactions: new Reactions(discovery, messages),
          effects: effectsIn(discovery, reflector),
        }),
      HOST,
      DataSource,
      Commits,
      Watch,
      CommandBus,
      EventBus,
      DiscoveryService,
      Reflector,
    ),
    provide(UnitOfWork, ({ loop }: Engine, { clock }: Host) => new UnitOfWork(loop, clock), Engine, HOST),
  ];
}

function provide(
  token: FactoryProvider['provide'],
  useFactory: FactoryProvider['useFactory'],
  ...inject: NonNullable<FactoryProvider['inject']>
): FactoryProvider {
  return { provide: token, useFactory, inject };
}
