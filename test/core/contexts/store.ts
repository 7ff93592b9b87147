import { Controller, Module } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Column, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Accepts, adds, ContextModule, one, peek, UnitOfWork, type Decision } from '#libs/messaging';
import { HandedOut, HandOut, ShelfChanged } from './contracts.js';

@Entity('shelf')
export class Shelf {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') taken!: number;
  @Column('integer') changes!: number;
}
/** One line per hand-out, and no natural key: a message that is taken twice shows. */
@Entity('movement')
export class Movement {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') sale!: string;
  @Column('uuid') shelf!: string;
  @Column('integer') quantity!: number;
}

class StoreInit1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE shelf (id uuid PRIMARY KEY, taken integer NOT NULL CHECK (taken >= 0), changes integer NOT NULL);
      CREATE TABLE movement (id uuid PRIMARY KEY, sale uuid NOT NULL, shelf uuid NOT NULL, quantity integer NOT NULL)`);
  }
  async down(): Promise<void> {}
}

@CommandHandler(HandOut)
class HandOutHandler implements ICommandHandler<HandOut> {
  constructor(private readonly work: UnitOfWork) {}

  async execute(out: HandOut) {
    if (out.misdeed === 'decides-nothing') return;
    const loads = { shelf: one(Shelf, out.shelf), seen: peek(Shelf, [out.shelf]), movements: adds(Movement) };
    return this.work.on(loads).decide(({ shelf }, { id }) => {
      const taken = (shelf?.taken ?? 0) + out.quantity;
      const changes = (shelf?.changes ?? 0) + 1;
      return (
        (out.misdeed ? misdeeds[out.misdeed](out) : undefined) ?? {
          set: {
            shelf: { id: out.shelf, taken, changes },
            movements: [{ id: id('movement'), sale: out.sale, shelf: out.shelf, quantity: out.quantity }],
          },
          send: [
            new HandedOut({ sale: out.sale, shelf: out.shelf, quantity: out.quantity }),
            new ShelfChanged({ shelf: out.shelf, taken, change: changes }),
          ],
        }
      );
    });
  }
}

/** What the compiler forbids or cannot see; each must be found out and hurt nobody else. */
const misdeeds: Record<NonNullable<HandOut['misdeed']>, (out: HandOut) => any> = {
  throws: () => {
    throw new Error('a bug in a decision');
  },
  'breaks-a-constraint': ({ shelf }) => ({ set: { shelf: { id: shelf, taken: -1, changes: 1 } } }),
  kills: () => void process.kill(process.pid, 'SIGKILL'),
  promises: () => Promise.resolve({} satisfies Decision),
  'decides-nothing': () => ({}),
  'sets-what-it-peeked': ({ shelf }) => ({ set: { seen: [{ id: shelf, taken: 0, changes: 0 }] } }),
  'sets-what-it-did-not-load': ({ sale }) => ({ set: { shelf: { id: sale, taken: 0, changes: 0 } } }),
};

@Controller()
class StoreDoor {
  constructor(private readonly commands: CommandBus) {}
  @Accepts(HandOut) handOut(command: HandOut) {
    return this.commands.execute(command);
  }
}

@Module({
  imports: [
    ContextModule.forRoot({ name: 'store', entities: [Shelf, Movement], migrations: [StoreInit1700000000001] }),
  ],
  controllers: [StoreDoor],
  providers: [HandOutHandler],
})
export class StoreModule {}
