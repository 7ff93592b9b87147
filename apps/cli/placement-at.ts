import { resolve } from 'node:path';
import { contexts } from '#contexts';
import { type Limits, type Placement, readPlacement } from '#libs/hosting/placement';

/** Reads a placement file relative to the user's working directory. The CLI itself runs in the root, where .env and the data are. */
export const placementAt = (file: string, limits?: Limits): Placement =>
  readPlacement(resolve(process.env.CLEAVE_CALLED_FROM ?? '', file), contexts, limits, file);
