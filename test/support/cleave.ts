import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adminSession, provision } from '#libs/database';
import { freePort } from '#libs/free-ports';
import { keysFromSecret } from '#libs/keys';
import { dropDatabase } from './drop-database.js';
import { areGone, type Member } from './members.js';
import { OWNERS } from './owners.js';
import { argumentsOf, type Placed } from './placed.js';
import { testServer } from './postgres.js';
import { Program } from './program.js';
import { untilReady } from './until-ready.js';

export type { Member } from './members.js';
export type { Placed } from './placed.js';

/** All that a suite may know of what it tests, so that it can be run against any placement. */
export interface System {
  /** Of the public API. */
  readonly url: string;
  readonly operator: { readonly email: string; readonly password: string };
  /** Where health is served beside the public port. */
  readonly management: string;
  /** The same of each of its processes. */
  readonly managements: readonly string[];
  /** Context, or `provider` → URL of its database by an administrator; for the checker alone. */
  readonly databases: Readonly<Record<string, string>>;
  /** The same by the roles that the system itself uses. */
  roleUrls(): Promise<ReadonlyMap<string, string>>;
}

/** An access token, by its header. */
const TOKEN = /\beyJ[\w-]{8,}/;
const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The whole product in processes of its own, run from the sources on databases of its own. */
export class Cleave implements System {
  /** Everything that it has printed, all runs of it. */
  output = '';
  private child: ChildProcess | undefined;

  private constructor(
    readonly url: string,
    readonly operator: System['operator'],
    readonly databases: System['databases'],
    private readonly folder: string,
    private readonly admin: string,
    readonly env: Readonly<Record<string, string>>,
    private readonly args: readonly string[],
  ) {}

  /** Serves when this resolves. `settings` are environment variables. */
  static async start(settings: Readonly<Record<string, string>> = {}, placed: Placed = {}): Promise<Cleave> {
    const cleave = await Cleave.prepare(settings, placed);
    await cleave.run();
    return cleave;
  }

  /** Runs nothing: for a spec that starts each process alone, by `alone`. */
  static async prepare(settings: Readonly<Record<string, string>> = {}, placed: Placed = {}): Promise<Cleave> {
    const admin = await testServer();
    const prefix = `e2e_${process.pid}_${randomBytes(3).toString('hex')}_`;
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'cleave-e2e-'));
    const operator = { email: 'operator@cleave.example', password: randomBytes(12).toString('hex') };
    const urlOf = (owner: string): string => Object.assign(new URL(admin), { pathname: `/${prefix}${owner}` }).href;
    const databases = Object.fromEntries(OWNERS.map((owner) => [owner, urlOf(owner)]));
    const env = {
      PORT: String(port),
      CLEAVE_DATA_DIR: folder,
      CLEAVE_DATABASE_URL: admin,
      CLEAVE_DATABASE_PREFIX: prefix,
      CLEAVE_SECRET: randomBytes(24).toString('hex'),
      CLEAVE_OPERATOR_EMAIL: operator.email,
      CLEAVE_OPERATOR_PASSWORD: operator.password,
      ...settings,
    };
    const args = argumentsOf(placed);
    return new Cleave(`http://127.0.0.1:${port}`, operator, databases, folder, admin, env, args);
  }

  /** One process of a placement on the same databases, as a container would run it. It is up to the caller to stop it. */
  alone(placement: string, process: string, replica = '1'): Program {
    const seat = { CLEAVE_PLACEMENT: placement, CLEAVE_PROCESS: process, CLEAVE_REPLICA: replica };
    return Program.start('service', [], { ...this.env, ...seat });
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Of the process that serves the public API. */
  get management(): string {
    return this.members.find(({ url }) => url)!.management;
  }

  get managements(): readonly string[] {
    return this.members.map(({ management }) => management);
  }

  /** Its processes that run, as they describe themselves; also those that were killed. */
  get members(): readonly Member[] {
    const folder = join(this.folder, 'run'); // not there when it was killed early
    const files = (existsSync(folder) ? readdirSync(folder) : []).filter((file) => /^process\..+\.json$/.test(file));
    return files.map((file) => this.stateIn(file));
  }

  /** The one of that name. */
  member(process: string, replica = '1'): Member {
    return this.stateIn(`process.${process}-${replica}.json`);
  }

  /** The process that was started, and whose children the others are. */
  get pid(): number {
    return this.child!.pid!;
  }

  /** They follow from the secret: provisioning once more changes nothing and tells them. */
  roleUrls(): Promise<ReadonlyMap<string, string>> {
    const { CLEAVE_DATABASE_PREFIX: prefix, CLEAVE_SECRET: secret } = this.env;
    return provision(this.admin, OWNERS, keysFromSecret(secret!), { prefix });
  }

  /** The lines of its log that a person should look at. */
  get complaints(): string[] {
    return this.output.split('\n').filter((line) => /\b(WARN|ERROR|FATAL)\b|(^|\|)\s+at /.test(line));
  }

  /** Starts it again, on the same port and databases; these settings hold for this run. */
  async run(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(CLEAVE_|NODE_|JEST_|FAULT)/.test(name));
    const flags = ['--enable-source-maps', '--import', root('test/support/typescript.mjs')];
    const app = this.args.length ? 'supervisor' : 'monolith';
    const child = spawn(process.execPath, [...flags, root(`apps/${app}/main.ts`), ...this.args], {
      env: { ...Object.fromEntries(inherited), ...this.env, ...settings },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (this.output += text));
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    await untilReady(child, () => this.output);
  }

  /** As the kernel or an operator in a hurry would: nothing is said to it. The processes that it has started end with it. */
  async kill(): Promise<void> {
    if (this.isRunning) await this.ended('SIGKILL');
    await areGone(this.members);
  }

  /** Its exit code, after the signal that orchestrators send. */
  async stop(): Promise<number | null> {
    return this.isRunning ? this.ended('SIGTERM') : null;
  }

  /** Stops it and removes all that it has left behind. Throws when a token or a secret is in a line that it has printed. */
  async discard(): Promise<void> {
    await this.stop();
    await adminSession(this.admin, async (client) => {
      for (const url of Object.values(this.databases)) await dropDatabase(client, new URL(url).pathname.slice(1));
    });
    rmSync(this.folder, { recursive: true, force: true });
    const lines = this.output.split('\n').filter((line) => this.isSecretIn(line));
    if (lines.length) throw new Error(`These lines hold a token or a secret:\n${lines.join('\n')}`);
  }

  private isSecretIn(line: string): boolean {
    const secrets = [this.env.CLEAVE_SECRET!, this.operator.password];
    return TOKEN.test(line) || secrets.some((secret) => line.includes(secret));
  }

  private stateIn(file: string): Member {
    return JSON.parse(readFileSync(join(this.folder, 'run', file), 'utf8')) as Member;
  }

  private async ended(signal: NodeJS.Signals): Promise<number | null> {
    const exit = once(this.child!, 'exit');
    this.child!.kill(signal);
    const [code] = (await exit) as [number | null];
    return code;
  }
}
