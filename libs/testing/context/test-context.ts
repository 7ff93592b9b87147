import type { Type } from '@nestjs/common';
import { Config } from '#libs/config';
import { contextApp, ProcessHost } from '#libs/hosting';
import {
  CONTEXT,
  ContextModule,
  messagingConfig,
  messagingSettings,
  type ContextOptions,
  type MessagingSettings,
} from '#libs/messaging';
import { freshDatabase, templateDatabase } from '../postgres/index.js';
import { LoneContext } from './lone-context.js';
import { LoneDirectory } from './lone-directory.js';
import { Recorder } from './recorder.js';
import { testChannels } from './test-channels.js';
import { VirtualClock } from './virtual-clock.js';

export interface TestContextOptions {
  /** What hosting would give it to inject, by token. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Times in milliseconds; tests shorten them. */
  readonly settings?: Partial<MessagingSettings>;
}

/**
 * A context alone, with a real PostgreSQL database of its own, the same codec, inbox and outbox as in production; the other
 * contexts are recorded, the clock is virtual. Give it messages, let time pass, and see what it sends. End it with `close()`.
 */
export async function testContext(
  module: Type<object>,
  { values, settings }: TestContextOptions = {},
): Promise<LoneContext> {
  const { name } = optionsOf(module);
  const recorder = new Recorder();
  const database = await freshDatabase(name, await migrated(module, values));
  const clock = new VirtualClock();
  const host = hostOf(name, database.url, recorder, { ...SHORT, ...settings }, values, clock);
  const { app, engine } = await contextApp(name, module, host, false);
  await engine.start();
  return new LoneContext(app, engine, recorder, database, clock);
}

const SHORT: Partial<MessagingSettings> = {
  leaseMs: 2_000,
  effectLeaseMs: 4_000,
  effectDeadlineMs: 1_000,
  retryMs: 20,
};

function hostOf(
  name: string,
  url: string,
  recorder: Recorder,
  settings: Partial<MessagingSettings>,
  values: TestContextOptions['values'],
  clock?: VirtualClock,
): ProcessHost {
  return new ProcessHost({
    process: 'test',
    directory: new LoneDirectory(name),
    settings: { ...messagingSettings(Config.read([messagingConfig], {})), ...settings },
    urls: new Map([[name, url]]),
    poolSize: 2,
    values,
    clock,
    channels: testChannels,
    remote: () => recorder,
  });
}

/** A database in which the context's migrations have run; made once per run of the tests and copied from then on. */
function migrated(module: Type<object>, values: TestContextOptions['values']): Promise<string> {
  const { name } = optionsOf(module);
  return templateDatabase(name, async (url) => {
    const { app, engine } = await contextApp(name, module, hostOf(name, url, new Recorder(), SHORT, values), false);
    await engine.drain();
    await app.close();
  });
}

function optionsOf(module: Type<object>): ContextOptions {
  const imports = (Reflect.getMetadata('imports', module) ?? []) as {
    module?: unknown;
    providers?: { provide?: unknown; useValue?: unknown }[];
  }[];
  const context = imports.find((one) => one.module === ContextModule);
  if (!context) throw new TypeError(`${module.name} imports no ContextModule.forRoot(…)`);
  return context.providers!.find((provider) => provider.provide === CONTEXT)!.useValue as ContextOptions;
}
