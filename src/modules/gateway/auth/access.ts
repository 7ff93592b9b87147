import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Identity } from '#libs/messaging/contract';

export type Role = Identity['role'];
/** Who may call a route: those with one of these roles, or more than them. */
export type Access = 'anybody' | 'signed-in' | readonly Role[];

/**
 * One name for all three decorators, so that what a method says goes before what its class says. Only `@Roles` may stand above a class:
 * a route that is added to it later is then closed to all others, and not open to more people than somebody thought of.
 */
export const ACCESS = 'access';

/** Anybody may call it, signed in or not. */
export const Public = (): MethodDecorator => SetMetadata(ACCESS, 'anybody' satisfies Access);
/** Whoever is signed in may call it; it shows and changes only what is the caller's own. */
export const SignedIn = (): MethodDecorator => SetMetadata(ACCESS, 'signed-in' satisfies Access);
/** Only users with one of these roles may call it; an admin may always. */
export const Roles = (...roles: readonly Role[]): CustomDecorator => SetMetadata(ACCESS, roles satisfies Access);
