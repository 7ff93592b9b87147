import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** An app, run from the sources as a container would run it: nothing reaches it but its environment and its arguments. */
export class Program {
  output = '';
  private readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (text) => (this.output += text));
    this.ended = once(child, 'exit').then(([code]) => code as number | null);
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    void this.ended.then(() => process.off('exit', end));
  }

  static start(app: string, args: readonly string[], settings: Readonly<Record<string, string>>): Program {
    const inherited = Object.entries(process.env).filter(([name]) => !/^(CLEAVE_|NODE_|JEST_|FAULT)/.test(name));
    const flags = ['typescript.mjs', 'loaded.mjs'].flatMap((file) => ['--import', root(`test/support/${file}`)]);
    const child = spawn(process.execPath, [...flags, root(`apps/${app}/main.ts`), ...args], {
      env: { ...Object.fromEntries(inherited), ...settings },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new Program(child);
  }

  /** What it says when it serves. Throws what it printed when it ends before. */
  async ready(): Promise<{ ready: string; welcome?: string }> {
    const early = this.ended.then((code) => Promise.reject(new Error(`It ended with ${code}:\n${this.output}`)));
    const [said] = (await Promise.race([once(this.child, 'message'), early])) as [{ ready: string }];
    return said;
  }

  /** The modules of the product whose code it has loaded. */
  async loaded(): Promise<readonly string[]> {
    this.child.send('loaded');
    const [said] = (await once(this.child, 'message')) as [{ loaded: string[] }];
    return said.loaded;
  }

  /** Its exit code, when it has ended by itself. */
  end(): Promise<number | null> {
    return this.ended;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Its exit code, after the signal that orchestrators send. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }
}
