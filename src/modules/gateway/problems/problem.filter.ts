import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ClosedRoutes } from '../http/closed-routes.js';
import { Routes } from '../http/routes.js';
import { Problem } from './problem.js';
import { ProblemLog } from './problem-log.js';
import { problemOf } from './problem-of.js';
import { sendProblem } from './send-problem.js';

/** Handles every error of every route, also those of Fastify itself: all answers are problems, and none contains a stack. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new ProblemLog();

  constructor(
    private readonly routes: Routes,
    private readonly closedRoutes: ClosedRoutes,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.getArgByIndex<FastifyRequest>(0);
    const reply = host.getArgByIndex<FastifyReply>(1);
    if (reply.sent) return;
    const problem = request.is404 ? this.noSuchRoute(request) : problemOf(error);
    this.log.note(problem, error, request);
    this.closedRoutes.note(request, error, problem);
    sendProblem(problem, request, reply, error);
  }

  private noSuchRoute({ url }: FastifyRequest): Problem {
    const methods = this.routes.methodsAt(url);
    if (methods.length === 0) return new Problem(404, 'route.not-found');
    return new Problem(405, 'route.method-not-allowed', undefined, { headers: { allow: methods.join(', ') } });
  }
}
