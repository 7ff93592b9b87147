import { AppointOperator } from '#shared/contracts/users';
import type { Bus } from '#libs/messaging';

export interface Operator {
  readonly email: string;
  /** Undefined when it was set before and only its owner knows it. */
  readonly password?: string;
}

const DEMO_EMAIL = 'operator@cleave.example';

/** Sees to the first operator: the one that the settings name, or on the embedded server one with a password that only this installation has. */
export async function firstOperator(
  bus: Bus,
  email: string | undefined,
  password: string | undefined,
  demoPassword: string | undefined,
): Promise<Operator | undefined> {
  if (email && password) {
    await bus.request(new AppointOperator({ email, password }));
    return { email };
  }
  if (!demoPassword) return undefined;
  await bus.request(new AppointOperator({ email: DEMO_EMAIL, password: demoPassword }));
  return { email: DEMO_EMAIL, password: demoPassword };
}
