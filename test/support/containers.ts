import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provision } from '#libs/database';
import { freePorts } from '#libs/free-ports';
import { keysFromSecret } from '#libs/keys';
import type { System } from './cleave.js';
import { type OwnDatabases, ownDatabases } from './own-databases.js';
import { OWNERS } from './owners.js';
import { Program } from './program.js';

type Settings = Readonly<Record<string, string>>;

/** One of the processes. */
export interface Container {
  readonly name: string;
  readonly replica: string;
  readonly management: string;
}

/** The door alone, since it has one public port, and two replicas of everything else. */
const SHOP = { name: 'shop', contexts: ['gateway'], replicas: 1 };
const PROCESSES = [
  SHOP,
  { name: 'desk', contexts: ['users', 'orders', 'notifications'], replicas: 2 },
  { name: 'store', contexts: ['inventory', 'payments'], replicas: 2 },
];

const PLACEMENT = 'placement.yaml';
const OF_DOUBLE = 'placement-of-double.yaml';

/** A whole system whose processes are started one by one, as containers are: nobody looks after them, and each has its own settings. */
export class Containers implements System {
  readonly operator = { email: 'operator@cleave.example', password: 'correct horse' };
  private readonly programs = new Map<Container, Program>();

  private constructor(
    readonly url: string,
    readonly all: readonly Container[],
    private readonly own: OwnDatabases,
    private readonly folder: string,
    private readonly settings: Settings,
  ) {}

  /** Where nothing runs yet. @param settings  of all processes */
  static async over(transport: string, settings: Settings): Promise<Containers> {
    const folder = mkdtempSync(join(tmpdir(), 'cleave-containers-'));
    const seats = PROCESSES.flatMap(({ name, replicas }) =>
      Array.from({ length: replicas }, (_, i) => ({ name, replica: String(i + 1) })),
    );
    const [door, ...ports] = await freePorts(2 + 2 * seats.length);
    const all = seats.map((seat) => ({ ...seat, management: `http://127.0.0.1:${ports.pop()}` }));
    const processes = PROCESSES.map(({ name, contexts, replicas }) => {
      const address = Array.from({ length: replicas }, () => `127.0.0.1:${ports.pop()}`);
      return [name, { contexts, replicas, address }] as const;
    });
    const placed = Object.fromEntries(processes);
    const doubled = { ...placed, [SHOP.name]: { ...placed[SHOP.name], address: `127.0.0.1:${ports.pop()}` } };
    for (const [file, where] of Object.entries({ [PLACEMENT]: placed, [OF_DOUBLE]: doubled }))
      writeFileSync(join(folder, file), JSON.stringify({ transport, processes: where }));
    return new Containers(`http://127.0.0.1:${door}`, all, await ownDatabases(), folder, settings);
  }

  get shop(): Container {
    return this.all.find(({ name }) => name === SHOP.name)!;
  }
  get management(): string {
    return this.shop.management;
  }
  get managements(): readonly string[] {
    return this.all.map(({ management }) => management);
  }
  get databases(): Readonly<Record<string, string>> {
    return Object.fromEntries(OWNERS.map((owner) => [owner, this.own.urlOf(owner)]));
  }

  roleUrls(): Promise<ReadonlyMap<string, string>> {
    const { CLEAVE_DATABASE_URL: admin, CLEAVE_DATABASE_PREFIX: prefix, CLEAVE_SECRET: secret } = this.own.settings;
    return provision(admin!, OWNERS, keysFromSecret(secret!), { prefix });
  }

  /** Ends the run before, as an orchestrator does. Resolves when the new one serves. @param settings  of this run alone */
  async restart(container: Container, settings: Settings): Promise<void> {
    await this.programs.get(container)?.stop();
    const program = this.begin(container, { PORT: new URL(this.url).port, ...settings });
    this.programs.set(container, program);
    await program.ready();
  }

  /** One more door, at addresses of its own. */
  double(settings: Settings): Program {
    const own = { PORT: '0', CLEAVE_DATA_DIR: join(this.folder, 'double'), CLEAVE_MANAGEMENT_PORT: '0', ...settings };
    return this.begin(this.shop, own, OF_DOUBLE);
  }

  async discard(): Promise<void> {
    await Promise.all([...this.programs.values()].map((program) => program.stop()));
    await this.own.drop();
    rmSync(this.folder, { recursive: true });
  }

  private begin({ name, replica, management }: Container, settings: Settings, file = PLACEMENT): Program {
    return Program.start('service', ['--placement', join(this.folder, file), '--process', name], {
      ...this.own.settings,
      ...this.settings,
      CLEAVE_REPLICA: replica,
      CLEAVE_DATA_DIR: join(this.folder, `${name}-${replica}`),
      CLEAVE_MANAGEMENT_PORT: new URL(management).port,
      CLEAVE_OPERATOR_EMAIL: this.operator.email,
      CLEAVE_OPERATOR_PASSWORD: this.operator.password,
      ...settings,
    });
  }
}
