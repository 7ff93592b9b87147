import { z } from 'zod';
import { Secret, Token } from '#shared/kernel';

/**
 * ASCII alone, a domain in its ASCII form (`xn--`), so there is nothing to normalise. Lowered only after it was checked: lowering
 * makes ASCII of what is none, such as the KELVIN SIGN.
 */
export const Email = Token(254).pipe(z.email().toLowerCase());
export const Password = Secret(8, 128);
/** A password to be compared: which rules held when it was chosen is nobody's business. */
export const GivenPassword = Secret(1, 128);
export const Role = z.enum(['customer', 'operator', 'admin']);
export type Role = z.output<typeof Role>;
