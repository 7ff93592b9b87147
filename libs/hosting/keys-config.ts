import { z } from 'zod';
import { section } from '#libs/config';

const secret = z.string().refine(isRandom, 'must be 32 or more random characters').optional();

/** From what the keys of a process come. */
export const keysConfig = section(
  'keys',
  {
    CLEAVE_SECRET: secret.describe(
      "All keys and the roles' passwords are derived from it; the same for all processes. Made in the data folder on the embedded server, required otherwise.",
    ),
    CLEAVE_ACCEPTED_SECRET: secret.describe(
      'Set only while CLEAVE_SECRET is being replaced: the old or the new one. What was made with it is accepted, nothing is made with it. See docs/secrets.md.',
    ),
    CLEAVE_KEYS: z
      .string()
      .optional()
      .describe(
        'In place of CLEAVE_SECRET: only those keys that this process needs, as `cleave secrets derive PROCESS` prints them. npm start gives them to the processes that it starts.',
      ),
  },
  ({ CLEAVE_SECRET, CLEAVE_ACCEPTED_SECRET, CLEAVE_KEYS }) => {
    if (CLEAVE_KEYS && (CLEAVE_SECRET || CLEAVE_ACCEPTED_SECRET))
      return 'CLEAVE_KEYS stands in place of CLEAVE_SECRET and CLEAVE_ACCEPTED_SECRET; keep the one or the others';
    if (CLEAVE_SECRET && CLEAVE_SECRET === CLEAVE_ACCEPTED_SECRET)
      return 'CLEAVE_ACCEPTED_SECRET must be another one than CLEAVE_SECRET';
    return undefined;
  },
);

/** A text of few different characters, such as `changemechangeme…`, was typed by somebody. Of 32 random hexadecimal digits 1 in 28 million has so few. */
function isRandom(text: string): boolean {
  return text.length >= 32 && new Set(text).size >= 8;
}
