import { AppointOperator } from '#shared/contracts/users';
import type { Bus } from '#libs/messaging';

export interface Operator {
  readonly email: string;
  /** Undefined for an operator from the settings, whose password is not printed. */
  readonly password?: string;
}

const DEMO_EMAIL = 'operator@cleave.example';

/** Creates the first operator: the one in the settings, or, on the embedded server, one with a password derived for this installation. */
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
