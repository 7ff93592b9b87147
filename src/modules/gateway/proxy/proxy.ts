import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Discovery } from '#libs/discovery';
import type { Connections, Upgrades } from '#libs/hosting/http';
import type { Route, RouteTable } from '#libs/hosting/routes';
import { failureOf, FoldedLog } from '#libs/logging';
import type { Breakers } from '#libs/resilience';
import type { Admission } from '../auth/admission.js';
import { endSpan } from '../http/server-span.js';
import type { RateLimits } from '../limits/rate-limits.js';
import { Problem } from '../problems/problem.js';
import { ProblemLog } from '../problems/problem-log.js';
import { sendProblem } from '../problems/send-problem.js';
import { ClientGone } from './endings.js';
import { carriesBody } from './exchange.js';
import { Service } from './service.js';
import { isNoFailure, upstreamProblem } from './upstream-problem.js';

export interface ProxyParts {
  readonly table: RouteTable;
  /** Knows the instances of services in Consul, where routes name some. */
  readonly consul?: Discovery;
  readonly admission: Admission;
  readonly limits: RateLimits;
  readonly breakers: Breakers;
  readonly connections: Connections;
  readonly upgrades: Upgrades;
}

/** Answers requests below the prefixes of routes by asking their services. */
export class Proxy {
  private readonly services: ReadonlyMap<Route, Service>;
  private readonly problems = new ProblemLog();
  private readonly logger = new Logger('proxy');
  private readonly broken = new FoldedLog((line) => this.logger.warn(line));

  constructor(private readonly parts: ProxyParts) {
    this.services = new Map(parts.table.routes.map((route) => [route, serviceOf(route, parts)]));
  }

  /** Never throws; the answer may come later. */
  readonly serve = (request: FastifyRequest, reply: FastifyReply): void => {
    this.pass(request, reply)
      .catch((error: unknown) => this.failed(error, request, reply))
      .catch((fault: unknown) => {
        this.logger.error(`no answer can be sent: ${failureOf(fault)}`);
        reply.raw.destroy();
      });
  };

  async close(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.close()));
  }

  private async pass(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { table, admission, limits, connections, upgrades } = this.parts;
    const found = table.find(request.raw.url ?? '');
    if (!found.route)
      throw found.why === 'ambiguous'
        ? new Problem(400, 'request.ambiguous-path')
        : new Problem(404, 'route.not-found');
    const { route, target } = found;
    if (isPreflight(request) && route.access !== 'public') return void reply.send();
    const admitted = admission.admit(request, route.access === 'public' ? 'anybody' : route.access);
    if (admitted !== true) await admitted;
    const limited = limits.problemOfUser(request);
    if (limited) throw limited;
    if (Number(request.headers['content-length'] ?? 0) > route.limits.body) throw new Problem(413, 'request.too-large');
    const upgrade = upgrades.of(request.raw);
    connections.letStream(request.raw, upgrade !== undefined);
    const asked = { request, reply, route, target, upgrade, since: performance.now() };
    const exchange = await this.services.get(route)!.ask(asked);
    if (upgrade) endSpan(request, 101); // the response itself never ends
    void exchange.isOver.then(() => this.noteBreak(exchange.failure, route));
  }

  /** An answer that breaks off cannot become a problem any more: the client sees its connection end. */
  private noteBreak(failure: Error | undefined, { prefix }: Route): void {
    if (failure && !(failure instanceof ClientGone))
      this.broken.happened(prefix, `an answer of ${prefix} broke off: ${failure.message}`);
  }

  private failed(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    if (error instanceof ClientGone || reply.raw.destroyed) return;
    const problem = upstreamProblem(error);
    this.problems.note(problem, error, request);
    if (carriesBody(request.raw.headers) && !request.raw.complete) void reply.header('connection', 'close');
    sendProblem(problem, request, reply, error);
  }
}

/** A browser asks for leave, without a token, to send a page's request. Where an access rule holds, leave is ours to give, as on every route. */
const isPreflight = (request: FastifyRequest): boolean =>
  (request as { corsPreflightEnabled?: boolean }).corsPreflightEnabled === true &&
  request.headers['access-control-request-method'] !== undefined;

function serviceOf(route: Route, { breakers, consul }: Pick<ProxyParts, 'breakers' | 'consul'>): Service {
  const { consul: name, instances } = route.to;
  const breaker = breakers.of(`gateway to service ${route.prefix}`, { isAnswer: isNoFailure });
  return new Service(route, name ? () => consul!.instancesOf(name) : () => instances, breaker);
}
