import { arch, cpus, platform, release, totalmem } from 'node:os';
import { rowsOf } from '../verify/server.js';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
}

export async function machine(adminUrl: string): Promise<Machine> {
  const [server] = await rowsOf<{ version: string }>(
    adminUrl,
    'postgres',
    `SELECT current_setting('server_version') AS version`,
  );
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    postgres: server!.version,
  };
}
