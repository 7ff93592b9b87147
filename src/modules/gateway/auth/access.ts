import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import type { Identity } from '#libs/messaging/contract';

export type Role = Identity['role'];

export const PUBLIC = 'public';
export const ROLES = 'roles';

/** Anybody may call it, signed in or not. Without this, a route needs an access token. */
export const Public = (): CustomDecorator => SetMetadata(PUBLIC, true);
/** Only users with one of these roles may call it; an admin may always. */
export const Roles = (...roles: readonly Role[]): CustomDecorator => SetMetadata(ROLES, roles);
