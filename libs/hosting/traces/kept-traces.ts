import { birthOf } from '#libs/processes';
import type { DataFolder } from '#libs/config';
import { thisProcess, type RunState } from '../run-state/index.js';

/** Where the traces of a running system are kept: an entry of the data folder, which only its owner can read. */
export interface KeptTraces extends Pick<RunState, 'pid' | 'birth'> {
  readonly url: string;
  readonly token: string;
}

const STATE = 'traces';

/** Says in the data folder where they are kept; returns how that is taken back. */
export function leaveTraces(folder: DataFolder, { url, token }: Pick<KeptTraces, 'url' | 'token'>): () => void {
  folder.writeState(STATE, { ...thisProcess(), url, token } satisfies KeptTraces);
  return () => folder.removeState(STATE);
}

/** Where the system that runs on a data folder keeps its traces; undefined: nowhere. A killed one does not remove its entry. */
export function keptTraces(folder: DataFolder): KeptTraces | undefined {
  const kept = folder.readState<KeptTraces>(STATE);
  return kept?.birth !== undefined && birthOf(kept.pid) === kept.birth ? kept : undefined;
}
