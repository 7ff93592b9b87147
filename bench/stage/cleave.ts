import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Batches } from './batches.js';
import { inRoot, startNode, stopped } from './child.js';

/** Those of a user's shell or `.env` would make the figures somebody else's. */
const FOREIGN = /^(CLEAVE_|DATABASE_URL$|PORT$|HOST$|LOG_LEVEL$|NODE_OPTIONS$)/;
const START_MS = 60_000;
const STOP_MS = 15_000;
const ANSWER_MS = 10_000;

export interface Operator {
  readonly email: string;
  readonly password: string;
}

export interface CleaveOptions {
  readonly dataDir: string;
  readonly operator: Operator;
  /** Lets a profiler attach. */
  readonly inspect: boolean;
}

/** The monolith as anybody starts it: defaults everywhere, an empty catalogue, a free port. */
export class Cleave {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly log: Log,
  ) {}

  static async start(options: CleaveOptions): Promise<Cleave> {
    const flags = [
      '--max-semi-space-size=64', // as npm start does
      '--import',
      inRoot('dist/bench/stage/probe.js'),
      ...(options.inspect ? ['--inspect=127.0.0.1:0'] : []),
    ];
    const child = startNode([...flags, inRoot('dist/apps/monolith/main.js')], environment(options));
    const log = new Log(child);
    const [said] = (await Promise.race([
      once(child, 'message', { signal: AbortSignal.timeout(START_MS) }),
      once(child, 'exit').then(() => Promise.reject(new Error(`Cleave did not start:\n${log.text}`))),
    ])) as [{ ready: string }];
    return new Cleave(child, Number(new URL(said.ready).port), log);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Where its inspector listens. */
  get inspector(): string | undefined {
    return /Debugger listening on (ws:\S+)/.exec(this.log.text)?.[1];
  }

  /** What it logged: in a good run nothing. */
  get complaints(): string {
    const lines = this.log.text.split('\n').filter((line) => line && !/^(Debugger |For help, see)/.test(line));
    return lines.join('\n');
  }

  async batches(): Promise<Batches> {
    this.child.send('batches');
    const [said] = (await once(this.child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) })) as [
      { batches: Batches },
    ];
    return said.batches;
  }

  onEnd(tell: (error: Error) => void): void {
    this.child.once('exit', (code, signal) => tell(new Error(`Cleave ended (${code ?? signal}):\n${this.complaints}`)));
  }

  stop(): Promise<void> {
    return stopped(this.child, STOP_MS);
  }
}

function environment({ dataDir, operator }: CleaveOptions): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
    CLEAVE_DATA_DIR: dataDir,
    CLEAVE_DEMO: '0',
    CLEAVE_OPERATOR_EMAIL: operator.email,
    CLEAVE_OPERATOR_PASSWORD: operator.password,
    PORT: '0',
  };
}

/** The end of what a process says on its standard error. */
class Log {
  text = '';

  constructor(child: ChildProcess) {
    child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.text = (this.text + text).slice(-100_000)));
  }
}
