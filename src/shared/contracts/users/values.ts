import { z } from 'zod';

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** Any characters; no rules about their kinds, which only make passwords alike. */
export const Password = z.string().min(8).max(128);
export const Role = z.enum(['customer', 'operator', 'admin']);
export type Role = z.output<typeof Role>;
