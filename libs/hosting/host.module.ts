import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { HOST } from '#libs/messaging';
import type { ProcessHost } from './process-host.js';

@Module({})
class HostModule {}

/** A context's module, below a root that gives it the process's host and whatever else the process knows. */
export function hostModule(module: Type<object>, host: ProcessHost, more: readonly Provider[] = []): DynamicModule {
  const providers: Provider[] = [{ provide: HOST, useValue: host }, ...host.values, ...more];
  const tokens = providers.map((provider) => (provider as { provide: string | symbol }).provide);
  return { module: HostModule, global: true, imports: [module], providers, exports: tokens };
}
