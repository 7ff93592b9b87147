import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '#libs/config';
import { Engine, HOST, newId, Rounds, written, type Host } from '#libs/messaging';
import { AskOrders, MOST_ASKED } from '../messages.js';
import { overdueConfig } from './config.js';
import { DUE, REACHED, WALK } from './overdue-sql.js';

/** Rows that a round looks at: some 40 ms of the database. */
const MOST_WALKED = 20_000;

interface Due {
  readonly orderIds: string[];
  readonly looked: number;
}

/** Looks for reservations that are held for too long, and asks their orders about them, which alone release them. */
@Injectable()
export class Overdue implements OnModuleInit {
  private readonly settings = Config.read([overdueConfig]).get(overdueConfig);

  constructor(
    private readonly engine: Engine,
    @Inject(HOST) private readonly host: Host,
  ) {}

  onModuleInit(): void {
    const { CLEAVE_STOCK_OVERDUE_EVERY_MS: everyMs } = this.settings;
    this.engine.companions.push(new Rounds('inventory overdue stock', everyMs, () => this.round()));
  }

  /** Resolves with true when there is more to look at. */
  async round(): Promise<boolean> {
    const now = this.host.clock.now();
    const before = new Date(now.getTime() - this.settings.CLEAVE_STOCK_OVERDUE_MS);
    const isFar = await this.walk(before);
    const [{ orderIds, looked }] = await written(this.engine.dataSource, (db) =>
      db.query<[Due]>(DUE, [now, before, MOST_ASKED]),
    );
    if (orderIds.length) await this.engine.tellOneself(new AskOrders({ orderIds })); // lost: they are asked after the next pause
    return isFar || looked === MOST_ASKED;
  }

  /** Looks once at every reservation whose order was placed before then, a page in each round. */
  private walk(before: Date): Promise<boolean> {
    return written(this.engine.dataSource, async (db) => {
      const [place] = await db.query<{ reached: string }[]>(REACHED);
      if (!place) return false;
      const values = [place.reached, newId(before.getTime()), MOST_WALKED];
      const [{ looked }] = await db.query<[{ looked: number }]>(WALK, values);
      return looked === MOST_WALKED;
    });
  }
}
