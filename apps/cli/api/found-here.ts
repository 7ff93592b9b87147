import { existsSync } from 'node:fs';
import { Config, dataConfig, dataFolder } from '#libs/config';
import { runningOn } from '#libs/hosting/run-state';

/** What a system that was started on the data folder has left there. */
export interface FoundHere {
  readonly folder: string;
  /** Where it listens. */
  readonly url?: string;
  /** Its first operator, on the embedded server. */
  readonly operator?: { readonly email: string; readonly password: string };
}

/** Looking makes no folder. */
export function foundHere(): FoundHere {
  const folder = Config.read([dataConfig]).get(dataConfig).CLEAVE_DATA_DIR;
  if (!existsSync(folder)) return { folder };
  const data = dataFolder(folder);
  return { folder, url: runningOn(folder)?.url, operator: data.readState('operator') };
}
