import { existsSync } from 'node:fs';
import { Config, dataConfig, dataFolder } from '#libs/config';

/** What a system that was started on the data folder has left there. */
export interface FoundHere {
  readonly folder: string;
  /** Where it listens, or listened last. */
  readonly url?: string;
  /** Its first operator, on the embedded server. */
  readonly operator?: { readonly email: string; readonly password: string };
}

/** Looking makes no folder. */
export function foundHere(): FoundHere {
  const folder = Config.read([dataConfig]).get(dataConfig).CLEAVE_DATA_DIR;
  if (!existsSync(folder)) return { folder };
  const data = dataFolder(folder);
  const url = data.readState<{ url?: string }>('process')?.url;
  return { folder, url, operator: data.readState('operator') };
}
