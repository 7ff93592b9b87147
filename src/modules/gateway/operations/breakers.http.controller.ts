import { Controller, Get, Inject } from '@nestjs/common';
import { HOST, type Host } from '#libs/messaging';
import { Roles } from '../auth/access.js';
import { Operation } from '../openapi/operation.js';
import { BreakerList } from './ops.schemas.js';

@Controller({ path: 'ops/breakers', version: '1' })
@Roles('operator')
export class BreakersHttpController {
  constructor(@Inject(HOST) private readonly host: Pick<Host, 'breakers'>) {}

  @Get()
  @Operation({
    summary: 'The circuit breakers of this process',
    description:
      'Whether calls are made at the moment, and what became of the last ones. Another replica has breakers of its own.',
    replies: { 200: BreakerList },
  })
  show(): BreakerList {
    return { data: this.host.breakers.list().map((breaker) => ({ ...breaker, since: breaker.since.toISOString() })) };
  }
}
