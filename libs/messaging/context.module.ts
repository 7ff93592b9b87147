import { Module, type DynamicModule, type FactoryProvider, type Provider, type Type } from '@nestjs/common';
import { APP_FILTER, DiscoveryModule, DiscoveryService, Reflector } from '@nestjs/core';
import { CommandBus, CqrsModule, EventBus } from '@nestjs/cqrs';
import { getRepositoryToken } from '@nestjs/typeorm';
import { DataSource, type MigrationInterface } from 'typeorm';
import { contextDataSource, migrate } from '#libs/database';
import { Bus } from './bus/bus.js';
import type { ContractClass } from './contract/index.js';
import { PassOn } from './door/pass-on.filter.js';
import { ScopedEventBus } from './door/scoped-event-bus.js';
import { RevivePipe } from './door/revive.pipe.js';
import { EFFECT_HANDLER } from './effects/effect-handler.js';
import { EffectRunner, type BoundEffect } from './effects/effect-runner.js';
import { Engine } from './engine.js';
import { fault } from './fault.js';
import { HOST, type Host } from './host.js';
import { Loop } from './inbox/loop.js';
import { LoopConnection } from './inbox/loop-connection.js';
import { effectsOf } from './directory.js';
import { Lane } from './outbox/lane.js';
import { Outgoings } from './outbox/outgoing.js';
import { Relay } from './outbox/relay.js';
import { Sweeper } from './outbox/sweeper.js';
import { CoreTables1700000000000 } from './schema/core-tables.js';
import { Commits } from './work/commits.js';
import { Tables } from './work/tables.js';
import { UnitOfWork } from './work/unit-of-work.js';
import { Watch } from './work/watch.js';

export interface ContextOptions {
  readonly name: string;
  /** Tables of the context, in the order in which they are locked. */
  readonly entities: readonly Type<object>[];
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Contracts that the context sends to itself: timers, effects and their outcomes. */
  readonly messages?: readonly ContractClass[];
}

/** Everything that a bounded context is given: buses, its database, its batch loop, its outbox. */
@Module({})
export class ContextModule {
  static forRoot(options: ContextOptions): DynamicModule {
    const repositories = options.entities.map((entity) => ({
      provide: getRepositoryToken(entity),
      useFactory: (dataSource: DataSource) => dataSource.getRepository(entity),
      inject: [DataSource],
    }));
    const providers: Provider[] = [...parts(options), ...repositories, Watch, { provide: APP_FILTER, useClass: PassOn }];
    return {
      module: ContextModule,
      global: true,
      imports: [buses(), DiscoveryModule],
      providers,
      exports: [DataSource, UnitOfWork, Watch, Bus, Engine, ...repositories.map(({ provide }) => provide)],
    };
  }
}

/** CqrsModule with the bus that makes every reaction an item. A provider of the dynamic module replaces the one of `@Module()`. */
function buses(): DynamicModule {
  const stock = CqrsModule.forRoot();
  return { ...stock, providers: [...(stock.providers ?? []), { provide: EventBus, useClass: ScopedEventBus }] };
}

const CONTEXT = Symbol('parts of the context');
interface Parts {
  readonly tables: Tables;
  readonly loop: Loop;
  readonly relay: Relay;
}

function parts(options: ContextOptions): Provider[] {
  const { name } = options;
  return [
    Commits,
    provide(DataSource, (host: Host) => database(options, host), HOST),
    provide(Bus, (host: Host) => new Bus(name, (context) => host.carrierTo(context), host.settings.requestDeadlineMs), HOST),
    provide(CONTEXT, (host: Host, dataSource: DataSource, commits: Commits, discovery: DiscoveryService, reflector: Reflector) =>
      assemble(options, host, dataSource, commits, effectsIn(discovery, reflector)), HOST, DataSource, Commits, DiscoveryService, Reflector),
    provide(UnitOfWork, ({ loop }: Parts) => new UnitOfWork(loop), CONTEXT),
    provide(Engine, (host: Host, { loop, relay }: Parts, dataSource: DataSource, commands: CommandBus, events: EventBus) => {
      const server = host.serverOf(name);
      server.serveOwn(options.messages ?? [], (message, { kind }) => (kind === 'command' ? commands.execute(message) : events.publish(message)));
      const connection = new LoopConnection(host.urlOf(name), `cleave-${name} sweep`);
      return new Engine(name, server, loop, relay, new Sweeper(name, connection, relay, host.settings), dataSource);
    }, HOST, CONTEXT, DataSource, CommandBus, EventBus),
  ];
}

function provide(token: FactoryProvider['provide'], useFactory: FactoryProvider['useFactory'], ...inject: NonNullable<FactoryProvider['inject']>): Provider {
  return { provide: token, useFactory, inject };
}

async function database({ name, entities, migrations }: ContextOptions, host: Host): Promise<DataSource> {
  const dataSource = contextDataSource({
    name, url: host.urlOf(name), entities: [...entities], migrations: [CoreTables1700000000000, ...migrations], poolSize: host.poolSize,
  });
  await dataSource.initialize();
  await fault('start.before_migrate');
  await migrate(dataSource, name);
  return dataSource;
}

/** Handlers are looked up when the first effect runs: providers exist by then, whatever the order in which Nest makes them. */
function effectsIn(discovery: DiscoveryService, reflector: Reflector): () => ReadonlyMap<string, BoundEffect> {
  let found: ReadonlyMap<string, BoundEffect> | undefined;
  return () => (found ??= new Map(
    discovery.getProviders().flatMap(({ instance, metatype }) => {
      const effect = metatype && (reflector.get(EFFECT_HANDLER, metatype) as ContractClass | undefined);
      return effect ? [[effect.contract.name, { revive: new RevivePipe(effect), handler: instance as BoundEffect['handler'] }] as const] : [];
    }),
  ));
}

function assemble(options: ContextOptions, host: Host, dataSource: DataSource, commits: Commits, effects: () => ReadonlyMap<string, BoundEffect>): Parts {
  const { name, messages = [] } = options;
  const { settings, directory } = host;
  const tables = new Tables(options.entities, dataSource);
  const own = new Set(messages.map(({ contract }) => contract.name));
  const outgoings = new Outgoings(name, directory, own);
  const lanes = new Map<string, Lane>();
  const relay = new Relay(lanes, `${host.process}/${name}`, settings.timerScale);
  const onReceipts = relay.received.bind(relay);
  const runner = new EffectRunner(name, effects, host.serverOf(name), settings.effectDeadlineMs);
  for (const receiver of directory.contexts) {
    const carrier = { request: () => Promise.reject(new Error('not here')), deliver: (frame: Parameters<EffectRunner['deliver']>[0]) => host.carrierTo(receiver)!.deliver(frame) };
    lanes.set(receiver, new Lane({ sender: name, receiver, carrier, leaseMs: settings.leaseMs, framesInFlight: 4, messagesPerFrame: 256, onReceipts }));
  }
  const effectLane = { sender: name, receiver: effectsOf(name), carrier: runner, leaseMs: settings.effectLeaseMs, framesInFlight: 256, messagesPerFrame: 1, onReceipts };
  lanes.set(effectsOf(name), new Lane(effectLane));
  const keptMs = { withKey: settings.replyKeepMs, withoutKey: Math.min(settings.replyKeepMs, 3_600_000) };
  const connection = new LoopConnection(host.urlOf(name), `cleave-${name} inbox`);
  return { tables, relay, loop: new Loop({ context: name, connection, tables, outgoings, relay, commits, keptMs }) };
}
