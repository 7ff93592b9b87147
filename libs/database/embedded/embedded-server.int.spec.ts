import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dataFolder } from '#libs/config';
import { child, firstLine, killed } from '#test/child';
import { waitFor } from '#test/wait-for';
import { adminSession } from '../admin-session.js';
import { type EmbeddedServer, embeddedServer } from './embedded-server.js';
import { homeOf } from './home.js';
import { postmasterOf } from './postmaster.js';
import { commandOf, within } from './processes.js';
import { discardEmbeddedServer } from './sweep.js';

const dataDir = mkdtempSync(join(tmpdir(), 'cleave-embedded-'));
const home = homeOf(dataFolder(dataDir));
const asked = (url: string, sql: string): Promise<Record<string, string>> =>
  adminSession(url, async (client) => (await client.query(sql)).rows[0]);

/** A holder in a process of its own, to be killed, and the pid of its server. */
async function holder(): Promise<{ holding: ChildProcess; pid: number }> {
  const holding = child('hold-database', dataDir);
  return { holding, pid: Number(await firstLine(holding)) };
}

afterAll(() => discardEmbeddedServer(dataDir));

describe('embeddedServer', () => {
  it('listens on the loopback only, asks for the password and is durable', async () => {
    const server = await embeddedServer({ dataDir });
    expect(server.adopted).toBe(false);
    expect(
      await asked(
        server.adminUrl,
        `SELECT current_setting('listen_addresses') AS a, current_setting('fsync') AS f, current_setting('synchronous_commit') AS s, current_setting('unix_socket_directories') AS u`,
      ),
    ).toEqual({ a: '127.0.0.1', f: 'on', s: 'on', u: '' });
    const wrong = server.adminUrl.replace(home.password, 'wrong');
    await expect(asked(wrong, 'SELECT 1')).rejects.toMatchObject({
      code: 'database.unreachable',
      message: expect.not.stringContaining('wrong'),
    });
    await server.stop();
    await server.stop();
    expect(postmasterOf(home.cluster)).toBeUndefined();
  });

  it('runs in a session of its own, so Ctrl-C does not reach it', async () => {
    const server = await embeddedServer({ dataDir });
    if (process.platform === 'linux') {
      const [, session] = /\) \S+ \d+ \d+ (\d+)/.exec(readFileSync(`/proc/${server.pid}/stat`, 'utf8'))!;
      expect(Number(session)).toBe(server.pid);
    }
    await server.stop();
  });

  it('is one server for all who start it at once, and the last to leave stops it', async () => {
    const servers = await Promise.all([1, 2, 3, 4].map(() => embeddedServer({ dataDir })));
    expect(new Set(servers.map((server) => server.pid)).size).toBe(1);
    for (const server of servers.slice(1)) await server.stop();
    expect(await asked(servers[0]!.adminUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    await servers[0]!.stop();
    expect(postmasterOf(home.cluster)).toBeUndefined();
  });

  it('adopts the server of a process that was killed, and stops it in the end', async () => {
    const { holding, pid } = await holder();
    await killed(holding);
    const server = await embeddedServer({ dataDir });
    expect(server).toMatchObject({ adopted: true, pid });
    await server.stop();
    expect(commandOf(pid)).toBe('');
  });

  it('starts after a kill -9 of everything, with a stale pid file', async () => {
    const { holding, pid } = await holder();
    process.kill(pid, 'SIGKILL');
    await killed(holding);
    expect(existsSync(join(home.cluster, 'postmaster.pid'))).toBe(true);
    const server = await embeddedServer({ dataDir });
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  it('starts when the pid in the stale file belongs to somebody else now', async () => {
    const bystander = spawn('sleep', ['60']);
    writeFileSync(join(home.cluster, 'postmaster.pid'), `${bystander.pid}\n${home.cluster}\n1\n5432\n\n127.0.0.1\n`, {
      mode: 0o600,
    });
    const server = await embeddedServer({ dataDir });
    await server.stop();
    expect(bystander.exitCode).toBeNull();
    bystander.kill();
  });

  it('starts when the pid file of a start that was killed is empty', async () => {
    const file = join(home.cluster, 'postmaster.pid');
    writeFileSync(file, '', { mode: 0o600 });
    if (home.account) chownSync(file, home.account.uid, home.account.gid);
    const server = await embeddedServer({ dataDir });
    expect(server.adopted).toBe(false);
    await server.stop();
  });

  it('killed with -9 it is started again for all who use it, on the same data and port', async () => {
    const lines: string[] = [];
    const [one, two] = await Promise.all(
      [1, 2].map(() => embeddedServer({ dataDir, log: (line) => lines.push(line) })),
    );
    const { pid, port } = one!;
    process.kill(pid, 'SIGKILL');
    await waitFor(async () => (one!.trouble() ? undefined : 'it has not noticed'));
    for (const server of [one!, two!])
      await waitFor(async () => server.trouble() ?? (server.pid === pid ? 'it has not been started again' : undefined));
    expect([one!.port, two!.port, two!.pid]).toEqual([port, port, one!.pid]);
    expect(await asked(two!.adminUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
    expect(lines.filter((line) => line.startsWith('PostgreSQL has ended; it is started again'))).toHaveLength(4);
    await one!.stop();
    expect(commandOf(two!.pid)).not.toBe('');
    await two!.stop();
    expect(postmasterOf(home.cluster)).toBeUndefined();
  });

  it('says why it cannot be started again, tries on until it can, and stops meanwhile when it is told', async () => {
    const lines: string[] = [];
    const control = join(home.cluster, 'global', 'pg_control');
    const crash = async (): Promise<EmbeddedServer> => {
      const server = await embeddedServer({ dataDir, log: (line) => lines.push(line) });
      renameSync(control, `${control}.away`);
      process.kill(server.pid, 'SIGKILL');
      await waitFor(async () => (/again fails/.test(server.trouble() ?? '') ? undefined : 'it has not failed'));
      return server;
    };
    const mended = await crash();
    expect(lines).toContainEqual(expect.stringMatching(/^starting PostgreSQL again fails: .* is damaged /));
    renameSync(`${control}.away`, control);
    await waitFor(async () => mended.trouble());
    await mended.stop();

    const stopped = await crash();
    await stopped.stop();
    renameSync(`${control}.away`, control);
    expect(postmasterOf(home.cluster)).toBeUndefined();
  });

  it('survives a crash of a backend that ends all connections', async () => {
    const server = await embeddedServer({ dataDir });
    const backend = await asked(server.adminUrl, 'SELECT pg_backend_pid() AS pid, pg_sleep(0)');
    const held = await asked(server.adminUrl, `SELECT pid FROM pg_stat_activity WHERE application_name = 'cleave-use'`);
    expect(backend.pid).not.toBe(held.pid);
    process.kill(Number(held.pid), 'SIGKILL');
    await within(10_000, () => postmasterOf(home.cluster)?.status === 'ready' && !commandOf(Number(held.pid)));
    await server.stop();
    expect(postmasterOf(home.cluster)).toBeUndefined();
  });

  it('is stopped by the last to leave even while it recovers from such a crash', async () => {
    for (let round = 0; round < 4; round++) {
      const server = await embeddedServer({ dataDir });
      const held = await asked(
        server.adminUrl,
        `SELECT pid FROM pg_stat_activity WHERE application_name = 'cleave-use'`,
      );
      process.kill(Number(held.pid), 'SIGKILL');
      await server.stop();
      expect(postmasterOf(home.cluster)).toBeUndefined();
    }
  });

  it('a start that is stopped while the server recovers leaves none behind, and the next one finds everything', async () => {
    const made = await embeddedServer({ dataDir });
    await asked(made.adminUrl, 'CREATE TABLE kept AS SELECT 1 AS one');
    await made.stop();
    const recovery = join(home.cluster, 'recovery.signal');
    writeFileSync(recovery, '');
    const starting = new AbortController();
    const settings = { restore_command: 'sleep 600' }; // it waits for what it shall recover from
    const start = embeddedServer({ dataDir, settings, signal: starting.signal });
    await waitFor(async () =>
      postmasterOf(home.cluster)?.status === 'starting' ? undefined : 'it does not recover yet',
    );
    starting.abort();
    await expect(start).rejects.toMatchObject({ name: 'AbortError' });
    expect(postmasterOf(home.cluster)).toBeUndefined();
    rmSync(recovery);
    const next = await embeddedServer({ dataDir });
    expect(await asked(next.adminUrl, 'SELECT one FROM kept')).toEqual({ one: 1 });
    await next.stop();
  });

  it('says in one sentence that the folder is broken', async () => {
    rmSync(join(home.cluster, 'global', 'pg_control'));
    await expect(embeddedServer({ dataDir })).rejects.toMatchObject({
      code: 'database.broken-data-folder',
      message: expect.stringMatching(/^[^\n]+damaged[^\n]+\.$/),
    });
    rmSync(join(home.cluster, 'PG_VERSION'));
    await expect(embeddedServer({ dataDir })).rejects.toMatchObject({
      code: 'database.broken-data-folder',
      message: expect.stringContaining('PG_VERSION is missing'),
    });
  });
});
