import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf } from '../measure/processes.js';

/** One process of Cleave, and its name in the tables. */
export interface Member {
  readonly name: string;
  readonly pid: number;
}

interface RunState {
  readonly process: string;
  readonly replica: string;
  readonly pid: number;
}

/** The supervisor, the processes that are registered in the data folder, and the broker, if one was started. */
export function membersOf(supervisor: number, dataDir: string): readonly Member[] {
  const states = statesIn(join(dataDir, 'run'));
  const seats = states.map(({ process, replica, pid }) => {
    const isAlone = states.filter((other) => other.process === process).length === 1;
    return { name: isAlone ? process : `${process}-${replica}`, pid };
  });
  const known = new Set(seats.map(({ pid }) => pid));
  const others = childrenOf(supervisor).filter(({ pid }) => !known.has(pid));
  return [{ name: 'supervisor', pid: supervisor }, ...seats, ...others];
}

function statesIn(folder: string): RunState[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^process\..+\.json$/.test(name)) : [];
  return files.toSorted().map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RunState);
}
