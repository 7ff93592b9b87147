import { existsSync } from 'node:fs';
import { dataFolder } from '#libs/config';
import { birthOf } from '#libs/processes';
import { stateOf, type RunState } from './run-state.js';

type Door = RunState & { readonly url: string };

/**
 * The process that serves the public API of the system that runs on a data folder; undefined: none does. Every process has an entry of
 * its own until it stops, so one that was started and stopped meanwhile changes nothing about another. Of several that run the
 * one that has run for longest. Looking makes no folder.
 */
export function runningOn(folder: string): Door | undefined {
  if (!existsSync(folder)) return undefined;
  const doors = dataFolder(folder).statesLike<RunState>(stateOf('')).filter(hasDoor).filter(isAlive);
  return doors.toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))[0];
}

const hasDoor = (state: RunState): state is Door => state.url !== undefined;

/** A process that was killed has left its entry. */
const isAlive = ({ pid, birth }: RunState): boolean => birth !== undefined && birthOf(pid) === birth;
