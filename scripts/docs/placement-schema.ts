import { contexts } from '#contexts';
import { placementJsonSchema } from '#libs/hosting/placement';

/** `placements/placement.schema.json`: what an editor completes and underlines in a placement file. */
export const placementSchemaText = (): Promise<string> =>
  Promise.resolve(`${JSON.stringify(placementJsonSchema(contexts), null, 2)}\n`);
