import { Controller, Get, HttpException, Res, SetMetadata } from '@nestjs/common';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Readiness } from './readiness.js';

interface Answer {
  status(code: number): unknown;
}

/** Public, by the metadata that the gateway's guard reads. Probes use the status, people the body. */
@SetMetadata('access', 'anybody')
@Controller()
export class HealthHttpController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
  ) {}

  /** The process runs. Dependencies are not checked, since a restart would not repair them. */
  @Get('livez')
  live() {
    return { status: 'healthy' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) answer: Answer) {
    const { status } = await this.check(answer);
    return { status };
  }

  @Get('health')
  show(@Res({ passthrough: true }) answer: Answer) {
    return this.check(answer);
  }

  private async check(answer: Answer) {
    const result = await this.health
      .check(
        this.readiness.all.map(
          ({ name, reason }) =>
            () =>
              this.one(name, reason()),
        ),
      )
      .catch(reported);
    const isHealthy = result.status === 'ok';
    if (!isHealthy) answer.status(503);
    return { status: isHealthy ? 'healthy' : 'unhealthy', checks: result.details };
  }

  private one(name: string, why: string | undefined) {
    const indicator = this.indicators.check(name);
    return why ? indicator.down({ reason: why }) : indicator.up();
  }
}

/** Terminus reports a failed check by an exception. */
function reported(error: unknown): HealthCheckResult {
  if (error instanceof HttpException) return error.getResponse() as HealthCheckResult;
  throw error;
}
