import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Identity } from '#libs/messaging/contract';

export type Role = Identity['role'];
/** The access rule of a route: roles, or a wider group of callers. */
export type Access = 'anybody' | 'signed-in' | readonly Role[];

/**
 * One metadata key for all three decorators, so that a method's rule overrides that of its class. Only `@Roles` is allowed on a class:
 * a route that is added to the class later is then restricted by default.
 */
export const ACCESS = 'access';

/** Callable without an access token. */
export const Public = (): MethodDecorator => SetMetadata(ACCESS, 'anybody' satisfies Access);
/** Callable by every signed-in user; it shows and changes only the caller's own data. */
export const SignedIn = (): MethodDecorator => SetMetadata(ACCESS, 'signed-in' satisfies Access);
/** Only users with one of these roles may call it; an admin may always. */
export const Roles = (...roles: readonly Role[]): CustomDecorator => SetMetadata(ACCESS, roles satisfies Access);
