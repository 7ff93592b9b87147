import { z } from 'zod';
import { type Known, namesOf } from './known.js';
import { placementFile } from './placement-file.js';

/** The shape of a placement file for editors, which complete the names of the contexts there are. Draft 7 is what all of them read. */
export const placementJsonSchema = (known: Known): object => ({
  title: 'Placement: which context runs where',
  ...z.toJSONSchema(placementFile(z.enum(namesOf(known))), { io: 'input', target: 'draft-7' }),
});
