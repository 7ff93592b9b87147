import { z } from 'zod';
import { section } from '#libs/config';

export const searchConfig = section(
  'search of orders',
  {
    CLEAVE_MONGO_URL: z
      .string()
      .refine((text) => /^mongodb(\+srv)?:\/\/.+/.test(text), { error: 'must begin with mongodb:// or mongodb+srv://' })
      .optional()
      .describe(
        'A MongoDB, with the database in its path, in which orders are searched. Without it they are searched in PostgreSQL.',
      ),
    CLEAVE_SEARCH_FALLBACK: z
      .literal('postgres', { error: 'must be postgres' })
      .optional()
      .describe(
        '`postgres`: searches are answered from PostgreSQL while MongoDB is away. Orders are written to both then.',
      ),
    CLEAVE_PROJECTION_RATE: z.coerce
      .number()
      .int()
      .positive()
      .max(100_000)
      .default(2_000)
      .describe(
        'Orders a second that a copy of the read side is filled with at most, while it is made from the event streams.',
      ),
  },
  ({ CLEAVE_MONGO_URL: url, CLEAVE_SEARCH_FALLBACK: fallback }) =>
    fallback && !url ? 'CLEAVE_SEARCH_FALLBACK is for CLEAVE_MONGO_URL, which is not set' : undefined,
);
