import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { clientAddress } from '#libs/hosting/http';
import type { Excess, Limiter } from '#libs/limits';
import type { Problem } from '../problems/problem.js';
import { LimitLog } from './limit-log.js';
import { limited } from './limited.js';
import { Limiters } from './limiters.js';

/** What a request is counted as; each class has a limit of its own. */
export type RateClass = 'reads' | 'writes' | 'operations';

/** The class of a route that does not belong to operators. */
export const classOf = ({ method }: Pick<FastifyRequest, 'method'>): 'reads' | 'writes' =>
  method === 'GET' || method === 'HEAD' ? 'reads' : 'writes';

/** Limits requests by address, before anything of them is read but the head, and by user. */
@Injectable()
export class RateLimits {
  private readonly areOn: boolean;
  private readonly log = new LimitLog();
  private readonly ofAddresses: Readonly<Record<'reads' | 'writes', Limiter>>;
  private readonly ofUsers: Readonly<Record<RateClass, Limiter>>;

  constructor(limiters: Limiters) {
    const { limits } = limiters;
    this.areOn = limiters.areOn;
    this.ofAddresses = {
      reads: limiters.make('reads-per-address', limits.CLEAVE_LIMIT_READS_PER_ADDRESS),
      writes: limiters.make('writes-per-address', limits.CLEAVE_LIMIT_WRITES_PER_ADDRESS),
    };
    this.ofUsers = {
      reads: limiters.make('reads-per-user', limits.CLEAVE_LIMIT_READS_PER_USER),
      writes: limiters.make('writes-per-user', limits.CLEAVE_LIMIT_WRITES_PER_USER),
      operations: limiters.make('operations-per-user', limits.CLEAVE_LIMIT_OPERATIONS_PER_USER),
    };
  }

  /** Counts the request for its address; returns the 429 when that is limited. Applies to every route of the server by `configureHttp`. */
  problemOfAddress(request: FastifyRequest): Problem | undefined {
    if (!this.areOn) return undefined;
    return this.problemOf(this.ofAddresses[classOf(request)].hit(clientAddress(request)), request);
  }

  /**
   * Counts the request for its user, once `request.identity` is verified; returns the 429 when that is limited. A route outside of
   * Nest's controllers calls it itself; for all others a guard does.
   */
  problemOfUser(request: FastifyRequest, as: RateClass = classOf(request)): Problem | undefined {
    if (!this.areOn || !request.identity) return undefined;
    return this.problemOf(this.ofUsers[as].hit(request.identity.userId), request);
  }

  private problemOf(excess: Excess | undefined, request: FastifyRequest): Problem | undefined {
    if (!excess) return undefined;
    this.log.note(excess, request);
    return limited(excess);
  }
}
