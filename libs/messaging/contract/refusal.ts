import type { Contract, ContractClass, ErrorCodes, ErrorKind } from './contract.js';

/** The domain refuses a command, with a code that the contract declares. Sent to other processes as code, kind and details. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: string,
    readonly kind: ErrorKind,
    readonly details?: Readonly<Record<string, unknown>>,
    message?: string,
  ) {
    super(message ?? code);
  }
}

/**
 * Refuses a message: `throw refuse(PlaceOrder, 'orders.unknown-product')`. A code that the contract does not declare does not compile,
 * and throws TypeError if the compiler was bypassed, since it has no meaning for the caller.
 */
export function refuse<E extends ErrorCodes>(
  contract: ContractClass<any, any, E>,
  code: keyof E & string,
  details?: Readonly<Record<string, unknown>>,
): Refusal {
  const { name, errors, declaredAt } = contract.contract as Contract;
  const kind = errors[code];
  if (!kind) throw new TypeError(`${name} declares no error "${code}": add it to its \`errors\` (${declaredAt()})`);
  return new Refusal(code, kind, details);
}
