import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { currentScope } from '../../scope.js';
import { adds, many } from '../../work/loads.js';
import { newStream } from '../../streams/index.js';
import { UnitOfWork } from '../../work/unit-of-work.js';
import type { Discard, Redrive } from '../contracts/index.js';
import { DeadLetterRow } from '../data/dead-letter.entity.js';
import { operatorActs } from '../data/operator-acts.js';
import { OutboxEntry } from '../data/outbox-entry.entity.js';
import { lettersMeant } from './letters-meant.js';
import { settle } from './settle.js';

/**
 * Settles dead letters in an ordinary decision: the letter, its new outbox row, the audit and the reply commit together,
 * and a request that is repeated gets the reply of the first.
 */
@Injectable()
export class Settlements {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dataSource: DataSource,
  ) {}

  async of(wish: Redrive | Discard) {
    const { keys, more } = await lettersMeant(this.dataSource, wish);
    const acts = newStream(operatorActs, currentScope()!.id);
    return this.work
      .on({ letters: many(DeadLetterRow, keys), acts, again: adds(OutboxEntry) })
      .decide((desk, item) => settle(wish, more, desk, item));
  }
}
