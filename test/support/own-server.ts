import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discardEmbeddedServer, embeddedServer, type EmbeddedServer } from '#libs/database';
import { freePort } from '#libs/free-ports';
import { waitFor } from './wait-for.js';

/** A PostgreSQL for one spec alone: what happens to it must not happen to others. It keeps its port through every crash. */
export class OwnServer {
  private readonly lives: EmbeddedServer[] = [];

  private constructor(
    private readonly dataDir: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<OwnServer> {
    const server = new OwnServer(mkdtempSync(join(tmpdir(), 'cleave-own-server-')), await freePort());
    await server.startAgain();
    return server;
  }

  get adminUrl(): string {
    return this.server.adminUrl;
  }

  /** Immediate shutdown: whatever runs is cut off, nothing is tidied up, and the next start has to recover. */
  async crash(): Promise<void> {
    const { pid } = this.server;
    process.kill(pid, 'SIGQUIT');
    await waitFor(async () => (isAlive(pid) ? 'PostgreSQL is still there' : undefined));
  }

  async startAgain(): Promise<void> {
    const { dataDir, port } = this;
    this.lives.push(await embeddedServer({ dataDir, temporary: true, settings: { port } }));
  }

  async discard(): Promise<void> {
    for (const life of this.lives.toReversed()) await life.stop().catch(() => undefined);
    await discardEmbeddedServer(this.dataDir);
  }

  /** Whether files can be limited: util-linux has the program, macOS has not. */
  static readonly canLimitFiles = spawnSync('prlimit', ['--version']).status === 0;

  /** From now on no file can grow beyond so many bytes; to the server this is a disk that is full. */
  limitFiles(bytes: number | 'unlimited'): void {
    const { pid } = this.server;
    const { uid, gid } = statSync(`/proc/${pid}`); // root in a container may not limit others, each may limit his own
    const limit = (one: number | string) =>
      spawnSync('prlimit', ['--pid', `${one}`, `--fsize=${bytes}:`], { uid, gid, encoding: 'utf8' });
    const { status, stderr } = limit(pid); // first: what it starts from now on is limited from birth
    if (status !== 0) throw new Error(`files cannot be limited: ${stderr}`);
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', `${pid}`], { encoding: 'utf8' });
    for (const child of children.split(/\s+/).filter(Boolean)) limit(child); // one may have ended meanwhile
  }

  private get server(): EmbeddedServer {
    return this.lives.at(-1)!;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
