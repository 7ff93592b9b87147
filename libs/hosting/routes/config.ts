import { z } from 'zod';
import { section } from '#libs/config';

export const routesConfig = section('routes', {
  CLEAVE_ROUTES: z
    .string()
    .optional()
    .describe('File with prefixes of paths that other HTTP services answer behind the door; see docs/routes.md.'),
});
