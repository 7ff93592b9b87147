import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthHttpController } from './health.http.controller.js';
import { Readiness } from './readiness.js';

/** `/livez`, `/readyz` and `/health`, on the management port, and on the public port without reasons (PublicReadiness). */
@Module({})
export class HealthModule {
  static for(readiness: Pick<Readiness, 'all'>): DynamicModule {
    return {
      module: HealthModule,
      imports: [TerminusModule.forRoot({ logger: false })],
      controllers: [HealthHttpController],
      providers: [{ provide: Readiness, useValue: readiness }],
    };
  }
}
