import { DiscoveryService, Reflector } from '@nestjs/core';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { Engine } from '../../context/engine.js';
import { fitting, type ReplyOf } from '../../contract/index.js';
import { TellStory } from '../contracts/index.js';
import { causeOf, deadFacts, eventFact, recordFact, takenFact, waitingFact, type Fact } from '../story/facts.js';
import { DEAD, EVENTS, MOST_EVENTS, MOST_ROWS, TAKEN, WAITING } from '../story/story-sql.js';
import type { DeadRow, EventRow, TakenRow, WaitingRow } from '../story/story-sql.js';
import { storytellersIn } from '../story/storyteller.js';

@QueryHandler(TellStory)
export class TellStoryHandler implements IQueryHandler<TellStory> {
  constructor(
    private readonly engine: Engine,
    private readonly dataSource: DataSource,
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  async execute({ key }: TellStory): Promise<ReplyOf<TellStory>> {
    const [events, waiting, dead, own] = await Promise.all([
      this.dataSource.query<EventRow[]>(EVENTS, [key]),
      this.dataSource.query<WaitingRow[]>(WAITING, [key]),
      this.dataSource.query<DeadRow[]>(DEAD, [key]),
      this.own(key),
    ]);
    const shown = events.slice(0, MOST_EVENTS);
    const facts = [
      ...shown.map(eventFact),
      ...(await this.taken(shown)),
      ...waiting.slice(0, MOST_ROWS).map((row) => waitingFact(this.engine.context, row)),
      ...dead.slice(0, MOST_ROWS).flatMap(deadFacts),
      ...own,
    ];
    const isWhole = events.length <= MOST_EVENTS && waiting.length <= MOST_ROWS && dead.length <= MOST_ROWS;
    const told = fitting(facts.toSorted((a, b) => a.at.localeCompare(b.at)));
    return { facts: told, isWhole: isWhole && told.length === facts.length };
  }

  private async taken(events: readonly EventRow[]): Promise<Fact[]> {
    if (!events.length) return [];
    const rows = await this.dataSource.query<TakenRow[]>(TAKEN, [[...new Set(events.map(causeOf))]]);
    return rows.map(takenFact);
  }

  private async own(key: string): Promise<Fact[]> {
    const tellers = storytellersIn(this.discovery, this.reflector);
    const facts = await Promise.all(tellers.map((teller) => teller.factsOf(key)));
    return facts.flat().slice(0, MOST_ROWS).map(recordFact);
  }
}
