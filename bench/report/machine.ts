import { arch, cpus, platform, release, totalmem } from 'node:os';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Where there is one. */
  readonly postgres?: string;
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release().replace(/-.*/, '')} ${arch()}`, // without the name of the kernel's build
  node: process.versions.node,
});

/** The machine and the versions of a run, in one line. */
export function machineLine(date: string, { cpu, cores, memoryGb, system, node, postgres }: Machine): string {
  const server = postgres ? `, PostgreSQL ${postgres}` : '';
  return `${date}, ${cores} × ${cpu}, ${memoryGb} GB, ${system}, Node ${node}${server}`;
}
