import { contexts } from '#contexts';
import { placementJsonSchema } from '#libs/hosting/placement';

/** `placements/placement.schema.json`: the JSON Schema by which editors complete and validate placement files. */
export const placementSchemaText = (): Promise<string> =>
  Promise.resolve(`${JSON.stringify(placementJsonSchema(contexts), null, 2)}\n`);
