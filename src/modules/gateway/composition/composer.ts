import { Injectable, Logger } from '@nestjs/common';
import { failureOf, FoldedLog, traceIdOf } from '#libs/logging';
import { Refusal } from '#libs/messaging/contract';
import { wideEvent } from '#libs/telemetry/nest-otel';
import type { Caller } from '../requests/caller.js';
import { compose, type Composed, type Recipe } from './compose.js';

/** Composes the answers of routes, and logs the parts that did not come. */
@Injectable()
export class Composer {
  private readonly log = new FoldedLog((text, fields) => new Logger('gateway').warn(text, fields));

  compose<Required extends object, Optional extends object>(
    recipe: Recipe<Required, Optional>,
    { traceparent }: Caller,
  ): Promise<Composed<Required, Optional>> {
    return compose(recipe, (part, error) => {
      wideEvent?.set(`cleave.without.${part}`, error instanceof Refusal ? error.code : 'internal');
      const why = error instanceof Refusal ? `${error.code} ${error.message}` : failureOf(error);
      this.log.happened(part, `answers without ${part}: ${why}`, { trace_id: traceIdOf(traceparent) });
    });
  }
}
