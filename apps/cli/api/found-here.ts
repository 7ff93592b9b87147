import { existsSync } from 'node:fs';
import { Config, dataConfig, dataFolder } from '#libs/config';
import { runningOn } from '#libs/hosting/run-state';

/** What a system started on this data folder has written there. */
export interface FoundHere {
  readonly folder: string;
  /** The URL of its API. */
  readonly url?: string;
  /** The credentials of its first operator, on the embedded server. */
  readonly operator?: { readonly email: string; readonly password: string };
}

/** Reads only; does not create the data folder. */
export function foundHere(): FoundHere {
  const folder = Config.read([dataConfig]).get(dataConfig).CLEAVE_DATA_DIR;
  if (!existsSync(folder)) return { folder };
  const data = dataFolder(folder);
  return { folder, url: runningOn(folder)?.url, operator: data.readState('operator') };
}
