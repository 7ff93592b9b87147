import { existsSync } from 'node:fs';
import { dataFolder } from '#libs/config';
import { birthOf } from '#libs/processes';
import { stateOf, type RunState } from './run-state.js';

type Door = RunState & { readonly url: string };

/**
 * The process that serves the public API of the system on a data folder; undefined: none. Every process has an entry of its own until it
 * stops, so the start and stop of one does not affect another. Of several the one that has run for longest. Does not create the folder.
 */
export const runningOn = (folder: string): Door | undefined => processesOn(folder).find(hasDoor);

/** Every process that runs on a data folder, the one first that has run for longest. Does not create the folder. */
export function processesOn(folder: string): readonly RunState[] {
  if (!existsSync(folder)) return [];
  const running = dataFolder(folder).statesLike<RunState>(stateOf('')).filter(isAlive);
  return running.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt));
}

const hasDoor = (state: RunState): state is Door => state.url !== undefined;

/** A killed process does not remove its entry. */
const isAlive = ({ pid, birth }: RunState): boolean => birth !== undefined && birthOf(pid) === birth;
