import { Inject } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { Engine } from '../../context/engine.js';
import type { ReplyOf } from '../../contract/index.js';
import { HOST, type Host } from '../../host.js';
import { MOST_MESSAGES } from '../../outbox/window.js';
import { GetLag } from '../contracts/index.js';
import { reportersIn } from '../lag/reports-lag.js';
import { INBOX_ROWS, LANES, type LaneRow } from './lag-sql.js';

@QueryHandler(GetLag)
export class GetLagHandler implements IQueryHandler<GetLag> {
  constructor(
    private readonly engine: Engine,
    private readonly dataSource: DataSource,
    @Inject(HOST) private readonly host: Host,
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  async execute(): Promise<ReplyOf<GetLag>> {
    const { context, relay, loop } = this.engine;
    const reporters = reportersIn(this.discovery, this.reflector);
    const [rows, [inbox], ...projections] = await Promise.all([
      this.dataSource.query<LaneRow[]>(LANES, [[...relay.lanes.keys()]]),
      this.dataSource.query<{ rows: number | null }[]>(INBOX_ROWS),
      ...reporters.map((reporter) => reporter.lag()),
    ]);
    const lanes = rows.map((row) => {
      const { size, isOpen } = relay.lanes.get(row.receiver)!;
      return { ...row, inMemory: size, window: MOST_MESSAGES, away: !isOpen };
    });
    return {
      context,
      replica: this.host.process,
      lanes,
      inbox: { rows: inbox?.rows ?? null, waiting: loop.waiting },
      ...(reporters.length && { projections: projections.flat() }),
    };
  }
}
