import { Logger } from '@nestjs/common';
import type { CommandBus, EventBus } from '@nestjs/cqrs';
import type { DataSource } from 'typeorm';
import { metering } from '#libs/telemetry';
import { Admission, Census } from '../admission/index.js';
import { milliseconds } from '../contract/index.js';
import type { Reactions } from '../door/reactions.js';
import { EffectRunner } from '../effects/effect-runner.js';
import type { Host } from '../host.js';
import { effective } from '../metrics/index.js';
import { LoopConnection } from '../inbox/loop-connection.js';
import { Loop } from '../inbox/loop.js';
import type { LaneOptions } from '../outbox/lane-options.js';
import { Outgoings } from '../outbox/outgoing.js';
import { Relay } from '../outbox/relay.js';
import { Sweeper } from '../outbox/sweeper.js';
import { Trial } from '../outbox/trial.js';
import { withOpsTables } from '../ops/operations.js';
import type { Commits } from '../work/commits.js';
import { Seals } from '../seal/seals.js';
import type { Watch } from '../work/watch.js';
import { Tables } from '../work/tables.js';
import { WriteHealth } from '../work/write-health.js';
import type { AdmissionOptions, ContextOptions } from './context-options.js';
import type { Effects } from './effects-in.js';
import { Engine } from './engine.js';
import { lanesOf } from './lanes.js';

const HOUR_MS = 3_600_000;

export interface Given {
  readonly host: Host;
  readonly dataSource: DataSource;
  readonly commits: Commits;
  readonly watch: Watch;
  readonly commands: CommandBus;
  readonly events: EventBus;
  readonly reactions: Reactions;
  readonly effects: () => Effects;
}

/** Creates and connects the parts of a context. */
export function assemble({ name, entities, messages = [], admission }: ContextOptions, given: Given): Engine {
  const { host, dataSource, commits, watch, commands, events, reactions, effects } = given;
  const { settings, directory } = host;
  const server = host.serverOf(name);
  server.serveOwn(messages, (message, { kind }) =>
    kind === 'command' ? commands.execute(message) : events.publish(message),
  );

  const idle = new Set(messages.filter(({ contract }) => !contract.isWork).map(({ contract }) => contract.name));
  const relay = new Relay(`${host.process}/${name}`, settings.timerScale, idle);
  const runner = new EffectRunner(name, effects, server, settings.effectDeadlineMs, host.breakers, host.channels);
  const received: LaneOptions['onReceipts'] = (receiver, receipts, messages) => {
    if (metering) effective(name, receiver, receipts, messages);
    void relay.received(receiver, receipts, messages);
  };
  const tell = { onReceipts: received, onFree: relay.freed.bind(relay) };
  const lanes = lanesOf(name, host, runner, tell);
  server.onFrame((sender) => lanes.get(sender)?.heard());

  const own = new Set(messages.map(({ contract }) => contract.name));
  const connectionFor = (what: string) => new LoopConnection(host.urlOf(name), `cleave-${name} ${what}`);
  const logger = new Logger(`${name} database`);
  const health = new WriteHealth((line) => logger.warn(line));
  const tables = new Tables(withOpsTables(entities), dataSource);
  const loop = new Loop({
    context: name,
    connection: connectionFor('inbox'),
    tables,
    outgoings: new Outgoings(name, directory, own, new Seals(name, host.channels)),
    relay,
    commits,
    health,
    onStuck: (what) => host.onStuck(`${name}: ${what}`),
    keptMs: { withKey: settings.replyKeepMs, withoutKey: Math.min(settings.replyKeepMs, HOUR_MS) },
  });
  const census = admission && new Census(relay.workload, name, relay.sentBy, idle);
  const connection = connectionFor('sweep');
  const tableNames = tables.inOrder.map((table) => table.name);
  const sweeper = new Sweeper({
    context: name,
    connection,
    relay,
    settings,
    health,
    trial: new Trial(connection, health, tableNames),
    census,
    suspectTurn: host.suspectTurn,
  });
  relay.connect({
    lanes,
    flushReceipts: () => loop.flushSoon(),
    wakeSweeper: (inMs = 0) => sweeper.wakeIn(inMs),
  });
  server.admitBy(admissionOf(relay, admission));
  return new Engine(name, server, loop, relay, sweeper, dataSource, reactions, watch);
}

/** Lanes that do not exist are left out: in a test a context runs alone. */
function admissionOf(relay: Relay, options: AdmissionOptions | undefined): Admission {
  const needs = (options?.needs ?? []).flatMap((context) => relay.lanes.get(context) ?? []);
  const withinMs = options && milliseconds(options.within);
  return new Admission({ workload: relay.workload, overload: () => relay.overload(), withinMs, needs });
}
