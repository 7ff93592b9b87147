import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { batchesOf, type Batches } from './batches.js';
import { inRoot, ourEnvironment, startNode, stopped } from './child.js';
import { type Member, membersOf } from './members.js';
import type { Placed } from './placed.js';
import type { Provider } from './provider.js';

/** Time limit of a start: several processes compile their code at the same time. */
const START_MS = 120_000;
const STOP_MS = 15_000;

/** As npm start does. */
const MONOLITH = ['--max-semi-space-size=64'];
const SUPERVISOR = ['--max-semi-space-size=1'];

export interface Operator {
  readonly email: string;
  readonly password: string;
}

export interface CleaveOptions {
  /** URL of the server on which its databases are created. */
  readonly adminUrl: string;
  /** Prefix of the names of its databases. */
  readonly prefix: string;
  readonly dataDir: string;
  /** Folder for the sockets of the probes. */
  readonly probes: string;
  readonly operator: Operator;
  /** Undefined for the monolith. */
  readonly placed?: Placed;
  /** Opens the inspector, for the profiler; monolith only. */
  readonly inspect: boolean;
  /** Who takes its money, if it is a process of its own. */
  readonly provider?: Provider;
  /** Settings in addition to the defaults. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** The error contains the end of the process's output. */
export class StartError extends Error {}

/** Starts the monolith or all processes of a placement, with default settings, an empty catalogue and free ports. */
export class Cleave {
  private constructor(
    private readonly child: ChildProcess,
    private readonly options: CleaveOptions,
    readonly port: number,
    private readonly log: Log,
  ) {}

  static async start(options: CleaveOptions): Promise<Cleave> {
    const { placed } = options;
    const isSplit = isSplitUp(options);
    const flags = [
      ...(isSplit ? SUPERVISOR : MONOLITH),
      '--import',
      inRoot('dist/bench/stage/probe.js'), // a supervisor passes it on to its processes
      ...(options.inspect ? ['--inspect=127.0.0.1:0'] : []),
    ];
    const program = [inRoot(`dist/apps/${isSplit ? 'supervisor' : 'monolith'}/main.js`), ...(placed?.args ?? [])];
    const child = startNode([...flags, ...program], environment(options));
    const log = new Log(child);
    try {
      const limit = AbortSignal.timeout(START_MS);
      const [said] = (await Promise.race([
        once(child, 'message', { signal: limit }),
        once(child, 'exit', { signal: limit }).then(() => Promise.reject(new Error('it ended'))),
      ])) as [{ ready: string }];
      return new Cleave(child, options, Number(new URL(said.ready).port), log);
    } catch (error) {
      await stopped(child, STOP_MS);
      throw new StartError(
        `${placed?.name ?? 'the monolith'} did not start: ${(error as Error).message}\n${log.text}`,
        {
          cause: error,
        },
      );
    }
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Its current processes. */
  get members(): readonly Member[] {
    const { provider } = this.options;
    return [...this.ownMembers, ...(provider ? [provider] : [])];
  }

  private get ownMembers(): readonly Member[] {
    return isSplitUp(this.options) ? membersOf(this.pid, this.options.dataDir) : [{ name: 'monolith', pid: this.pid }];
  }

  /** URL of its inspector. */
  get inspector(): string | undefined {
    return /Debugger listening on (ws:\S+)/.exec(this.log.text)?.[1];
  }

  /** Its log output; empty in a run without errors. */
  get complaints(): string {
    const lines = this.log.text.split('\n').filter((line) => line && !/^(Debugger |For help, see)/.test(line));
    return lines.join('\n');
  }

  batches(): Promise<Batches> {
    const pids = this.ownMembers.map(({ pid }) => pid);
    return batchesOf(this.options.probes, pids);
  }

  onEnd(tell: (error: Error) => void): void {
    this.child.once('exit', (code, signal) => tell(new Error(`Cleave ended (${code ?? signal}):\n${this.complaints}`)));
  }

  stop(): Promise<void> {
    return stopped(this.child, STOP_MS);
  }
}

/** A placement, and not the monolith with something beside it. */
const isSplitUp = ({ placed }: Pick<CleaveOptions, 'placed'>): boolean => (placed?.args.length ?? 0) > 0;

function environment({ adminUrl, prefix, dataDir, probes, operator, settings }: CleaveOptions): NodeJS.ProcessEnv {
  return {
    ...ourEnvironment(),
    BENCH_PROBES: probes,
    CLEAVE_DATA_DIR: dataDir,
    CLEAVE_DATABASE_URL: adminUrl,
    CLEAVE_DATABASE_PREFIX: prefix,
    CLEAVE_SECRET: randomUUID(),
    CLEAVE_DEMO: '0',
    CLEAVE_RECONCILE_EVERY_MS: '0', // what is measured are orders
    CLEAVE_OPERATOR_EMAIL: operator.email,
    CLEAVE_OPERATOR_PASSWORD: operator.password,
    PORT: '0',
    ...settings,
  };
}

/** Keeps the end of a process's stderr. */
class Log {
  text = '';

  constructor(child: ChildProcess) {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.text = (this.text + text).slice(-100_000)));
  }
}
