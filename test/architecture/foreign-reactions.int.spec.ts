import { Controller, Injectable, Module, type Type } from '@nestjs/common';
import {
  CommandBus,
  CommandHandler,
  EventBus,
  EventsHandler,
  type ICommand,
  type IEvent,
  ofType,
  Saga,
} from '@nestjs/cqrs';
import { map, type Observable } from 'rxjs';
import { z } from 'zod';
import { Config } from '#libs/config';
import { type ContextApp, contextApp, ProcessHost } from '#libs/hosting';
import {
  Accepts,
  Bus,
  command,
  ContextModule,
  Directory,
  event,
  Hears,
  messagingConfig,
  messagingSettings,
  UnitOfWork,
} from '#libs/messaging';
import { type FreshDatabase, freshDatabase } from '#test/postgres';

// Two towers in one process. Only north subscribes to the bell; south has a handler and a saga for it all the same.
const bell = { payload: z.object({}) };
class Ring extends command('north.ring.v1', bell) {}
class Shout extends command('north.shout.v1', bell) {}
class Rang extends event('north.rang.v1', bell) {}
class Echo extends command('south.echo.v1', bell) {}
class Note {
  constructor(readonly by: string) {}
}

const noted: string[] = [];
/** Resolves when so many have noted something. */
const reached = async (count: number): Promise<void> => {
  while (noted.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
};

@Injectable()
class Listener {
  constructor(private readonly work: UnitOfWork) {}
  note(by: string) {
    noted.push(by);
    return this.work.on({}).decide(() => ({}));
  }
}
@CommandHandler(Ring)
class RingHandler {
  constructor(private readonly work: UnitOfWork) {}
  execute() {
    return this.work.on({}).decide(() => ({ send: [new Rang({})] }));
  }
}
@CommandHandler(Shout)
class ShoutHandler {
  constructor(private readonly work: UnitOfWork) {}
  execute() {
    return this.work.on({}).decide(() => ({ send: [new Echo({})] }));
  }
}
@EventsHandler(Rang)
class NorthListens {
  constructor(private readonly listener: Listener) {}
  handle() {
    return this.listener.note('north');
  }
}
@EventsHandler(Rang)
class SouthListens {
  constructor(private readonly listener: Listener) {}
  handle() {
    return this.listener.note('south');
  }
}
@CommandHandler(Note)
class NoteHandler {
  constructor(private readonly listener: Listener) {}
  execute({ by }: Note) {
    return this.listener.note(by);
  }
}
@Injectable()
class SouthFollows {
  @Saga() follow = (facts$: Observable<IEvent>): Observable<ICommand> =>
    facts$.pipe(
      ofType(Rang),
      map(() => new Note("south's saga")),
    );
}
@Controller()
class NorthDoor {
  constructor(
    private readonly commands: CommandBus,
    private readonly events: EventBus,
  ) {}
  @Accepts(Ring) ring(ring: Ring) {
    return this.commands.execute(ring);
  }
  @Accepts(Shout) shout(shout: Shout) {
    return this.commands.execute(shout);
  }
  @Hears(Rang) rang(rang: Rang) {
    return this.events.publish(rang);
  }
}
@Controller()
class SouthDoor {
  constructor(private readonly events: EventBus) {}
  @Accepts(Echo) echo() {
    return this.events.publish(new Rang({}));
  }
}

const tower = (name: string) => ContextModule.forRoot({ name, entities: [], migrations: [] });
@Module({
  imports: [tower('north')],
  controllers: [NorthDoor],
  providers: [Listener, RingHandler, ShoutHandler, NorthListens],
})
class North {}
@Module({
  imports: [tower('south')],
  controllers: [SouthDoor],
  providers: [Listener, NoteHandler, SouthListens, SouthFollows],
})
class South {}

describe("a foreign context's handlers and sagas", () => {
  const databases: FreshDatabase[] = [];
  const towers: ContextApp[] = [];
  let bus: Bus;

  beforeAll(async () => {
    const modules: Record<string, Type<object>> = { north: North, south: South };
    for (const name of Object.keys(modules)) databases.push(await freshDatabase(name));
    const host = new ProcessHost({
      process: 'test',
      directory: new Directory({ north: [Rang], south: [] }),
      settings: messagingSettings(Config.read([messagingConfig], {})),
      urls: new Map(Object.keys(modules).map((name, i) => [name, databases[i]!.url])),
      poolSize: 2,
    });
    for (const [name, module] of Object.entries(modules)) towers.push(await contextApp(name, module, host, false));
    await Promise.all(towers.map(({ engine }) => engine.start()));
    bus = new Bus('test', (context) => host.carrierTo(context, 'test'), 5_000);
  });
  afterAll(async () => {
    for (const { engine, app } of towers) {
      await engine.drain();
      await app.close();
    }
    await Promise.all(databases.map((database) => database.drop()));
  });

  it('do not fire, though they live in the same process', async () => {
    await bus.request(new Ring({}));
    await reached(1);
    expect(noted).toEqual(['north']);
  });

  it('would fire: they do for the same event on their own bus', async () => {
    await bus.request(new Shout({}));
    await reached(3);
    expect(noted).toEqual(['north', 'south', "south's saga"]);
  });
});
