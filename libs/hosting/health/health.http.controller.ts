import { Controller, Get, HttpException, Res, SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import { HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { declaredBy } from '#libs/declarations';
import { Health, Served } from './health.schemas.js';
import { Readiness, type Check } from './readiness.js';

interface Answer {
  status(code: number): unknown;
}

/** Documents a route by the metadata that the gateway's API document reads, as `@Operation` does there. */
function Described(summary: string, description: string, replies: Readonly<Record<number, z.ZodType>>) {
  return SetMetadata('operation', { summary, description, replies, declaredAt: declaredBy(Described) });
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
  @Described('Whether the process runs', 'For a liveness probe: it asks nothing of anybody else.', { 200: Served })
  live() {
    return { status: 'healthy' };
  }

  @Get('readyz')
  @Described(
    'Whether the process accepts work',
    'For a readiness probe: 503 while it starts, stops, or a context in it cannot work.',
    { 200: Served, 503: Served },
  )
  async ready(@Res({ passthrough: true }) answer: Answer) {
    const { status } = await this.check(answer);
    return { status };
  }

  @Get('health')
  @Described(
    'How everything in the process is',
    'For people: every context of the process, with the reason when it cannot work.',
    { 200: Health, 503: Health },
  )
  show(@Res({ passthrough: true }) answer: Answer) {
    return this.check(answer);
  }

  private async check(answer: Answer) {
    const result = await this.health.check(this.readiness.all.map((check) => () => this.one(check))).catch(reported);
    const isHealthy = result.status === 'ok';
    if (!isHealthy) answer.status(503);
    return { status: isHealthy ? 'healthy' : 'unhealthy', checks: result.details };
  }

  private one(check: Check) {
    const indicator = this.indicators.check(check.name);
    const [reason, details] = [check.reason(), check.details?.()];
    return reason ? indicator.down({ reason, ...details }) : indicator.up(details);
  }
}

/** Terminus reports a failed check by an exception. */
function reported(error: unknown): HealthCheckResult {
  if (error instanceof HttpException) return error.getResponse() as HealthCheckResult;
  throw error;
}
