import { Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#libs/messaging/contract';
import { failureOf, FoldedLog, oneLine, traceIdOf, type Fields } from '#libs/logging';
import { traceOf } from '../http/trace.js';
import { Problem } from './problem.js';

/** Lines of one kind; further ones are only counted, so that refused requests cannot fill the log. */
const MOST_LINES_A_MINUTE = 60;
const MOST_PATH = 200;

/**
 * Logs errors: faults, unavailable contexts, and refusals that may be an attack. Each line has the trace id that the client received.
 * Logs the path without its query, which may contain tokens.
 */
export class ProblemLog {
  private readonly logger = new Logger('gateway');
  private readonly faults = new FoldedLog((text, fields) => this.logger.error(text, fields), MOST_LINES_A_MINUTE);
  private readonly absences = new FoldedLog((text, fields) => this.logger.warn(text, fields));
  private readonly refusals = new FoldedLog((text, fields) => this.logger.log(text, fields), MOST_LINES_A_MINUTE);

  note(problem: Problem, error: unknown, request: FastifyRequest): void {
    const { status, code } = problem;
    const line = (what: string) => `${described(request)} ${what} ${status} ${code}`;
    const fields = { status, code, ...named(request) };
    if (status >= 502)
      // a context or a service is away
      this.absences.happened(code, `${line('cannot be done now:')} ${(error as Error).message}`, fields);
    else if (status >= 500) this.faults.happened(code, `${line('fails:')} ${failureOf(error)}`, fields);
    else if (isRefusal(problem, error)) this.refusals.happened(code, line('is refused:'), fields);
  }
}

/** Invalid tokens, missing roles, and ids that do not exist for the caller. Wrong passwords are logged by users. */
const isRefusal = ({ status }: Problem, error: unknown): boolean =>
  (error instanceof Problem && [401, 403].includes(status)) ||
  (error instanceof Refusal && [403, 404].includes(status));

const described = ({ method, url }: FastifyRequest): string =>
  `${method} ${oneLine(url.split('?', 1)[0]!.slice(0, MOST_PATH))}`;

const named = (request: FastifyRequest): Fields => ({
  trace_id: traceIdOf(traceOf(request)),
  user: request.identity?.userId,
  role: request.identity?.role,
  from: request.ip,
});
