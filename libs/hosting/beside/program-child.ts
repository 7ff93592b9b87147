import { readFileSync, writeFileSync } from 'node:fs';
import { ServerChild, spawnServer } from '#libs/processes';
import { nodeFlags } from '../node-flags.js';

/** What every program needs of the environment; all else is kept from it. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'];
/** A Node program on a machine that starts many processes at once. */
const READY_MS = 30_000;
const ANSWER_MS = 1_000;
/** Characters of its output that a person is shown. */
const MOST_SAID = 1_000;

export interface ProgramOptions {
  readonly title: string;
  /** The code of the error when it does not start. */
  readonly code: string;
  /** Path of its main file. */
  readonly program: string;
  /** Where it runs, and where it writes its output. */
  readonly dir: string;
  readonly log: string;
  /** It is ready when it answers HTTP here, whatever it says. */
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
}

/** One run of a program of `apps` that serves HTTP on the loopback interface. It ends with this process. */
export class ProgramChild extends ServerChild {
  constructor(private readonly options: ProgramOptions) {
    const { program, dir, log, env } = options;
    const inherited = INHERITED.flatMap((name) =>
      process.env[name] === undefined ? [] : [[name, process.env[name]!]],
    );
    writeFileSync(log, '', { mode: 0o600 });
    super(
      spawnServer({
        command: [process.execPath, ...nodeFlags(1), program],
        dir,
        log,
        env: { ...Object.fromEntries(inherited), ...env },
        endedBy: 'KILL',
      }),
    );
  }

  async ready(): Promise<void> {
    const { port, title, code, log } = this.options;
    if (await this.becomes(() => answers(port), READY_MS)) return;
    const said = readFileSync(log, 'utf8').trim().slice(-MOST_SAID) || 'it gave no reason';
    throw Object.assign(new Error(`The ${title} does not start: ${said} (see ${log})`), { code });
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(ANSWER_MS);
    await (await fetch(`http://127.0.0.1:${port}/`, { signal })).body?.cancel();
    return true;
  } catch {
    return false;
  }
}
