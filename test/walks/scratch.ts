import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.cleave', 'coverage']);
/** What hangs is ended. */
const LONGEST_MS = 300_000;
/** Of this run of Jest: the copy begins with an environment of its own. */
const OURS = /^(npm_|NODE_(?!EXTRA_CA_CERTS)|JEST_|CLEAVE_)/;

/** The sources in a folder of their own, below git, with the packages of this one. */
export class Scratch {
  readonly path = mkdtempSync(join(tmpdir(), 'cleave-walk-'));
  readonly env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));

  async make(): Promise<void> {
    cpSync('.', this.path, {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(relative('.', source) || '.') && basename(source) !== '.env',
    });
    symlinkSync(resolve('node_modules'), join(this.path, 'node_modules'));
    await this.run('git init -q . && echo node_modules >> .git/info/exclude && git add -A');
  }

  /** What a command says. Throws all that it said when it fails. */
  async run(command: string): Promise<string> {
    const child = spawn('sh', ['-c', `exec 2>&1; ${command}`], {
      cwd: this.path,
      env: this.env,
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: LONGEST_MS,
    });
    const said = await text(child.stdout);
    const code = child.exitCode ?? (await new Promise<number | null>((ended) => child.once('exit', ended)));
    if (code !== 0) throw new Error(`${command} ended with ${code}:\n${said}`);
    return said;
  }

  write(path: string, content: string): void {
    const file = join(this.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}
