import { z } from 'zod';
import { type Section, section } from '#libs/config';

const url = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be a URL such as postgresql://user:password@host:5432/database',
});

export const databaseConfig = section('database', {
  CLEAVE_DATABASE_URL: url
    .optional()
    .describe(
      'PostgreSQL 15 or later, as a role that may create databases and roles. Without it an embedded server is started.',
    ),
  DATABASE_URL: url.optional().describe('The same, where a platform sets it; CLEAVE_DATABASE_URL wins.'),
  CLEAVE_DATABASE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'must begin with a letter and have only a-z, 0-9 and _')
    .default('cleave_')
    .describe(
      "Begins the names of the contexts' databases and roles; another one lets two installations share a server.",
    ),
  CLEAVE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(5)
    .describe('Connections of each context for queries.'),
});

/** The setting of one context's database: its URL. Without it the database is created. */
export function contextDatabaseConfig(context: string): Section<Record<string, string | undefined>> {
  return section(`database of ${context}`, {
    [urlVariable(context)]: url.optional().describe(`A database of its own for ${context}, made beforehand.`),
  });
}

/** `orders` → `CLEAVE_DATABASE_URL_ORDERS`. */
export const urlVariable = (context: string): string =>
  `CLEAVE_DATABASE_URL_${context.replaceAll('-', '_').toUpperCase()}`;
