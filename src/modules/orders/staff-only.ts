import { caller } from '#libs/messaging';
import { refuse } from '#libs/messaging/contract';
import { ListProjections } from '#shared/contracts/orders';
import { isStaff } from '#shared/kernel';

/** Refuses whoever is not staff: what operators ask of orders is checked here, and not left to the gateway. */
export function staffOnly(): void {
  if (!isStaff(caller())) throw refuse(ListProjections, 'ops.staff-only');
}
