import { Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FoldedLog, traceIdOf } from '#libs/logging';
import { clientAddress } from '#libs/hosting/http';
import type { Excess } from '#libs/limits';
import { traceOf } from '../http/trace.js';

/** Lines of one limit; further ones are only counted, so that an attacker with many addresses cannot fill the log. */
const MOST_LINES_A_MINUTE = 60;

/** Logs who is limited, once for each key and window, however many requests are refused in it. */
export class LimitLog {
  private readonly logger = new Logger('limits');
  private readonly lines = new FoldedLog((text, fields) => this.logger.log(text, fields), MOST_LINES_A_MINUTE);

  /** @param account  the e-mail address of a limited account */
  note({ name, limit, isFirst }: Excess, request: FastifyRequest, account?: string): void {
    if (!isFirst) return;
    const fields = {
      trace_id: traceIdOf(traceOf(request)),
      account,
      user: request.identity?.userId,
      from: clientAddress(request),
    };
    this.lines.happened(name, `limited to ${String(limit)} by ${name}: 429 request.rate-limited`, fields);
  }
}
