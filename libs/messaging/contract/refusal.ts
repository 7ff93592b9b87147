import type { Contract, ContractClass, ErrorCodes, ErrorKind } from './contract.js';

/** A wish that the domain declines, with a code that the contract declares. It crosses processes as code, kind and details. */
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
 * Declines a message: `throw refuse(PlaceOrder, 'orders.unknown-product')`. A code that the contract does not declare does not
 * compile. Throws TypeError where it got past the compiler: nobody knows what it means to whoever asked.
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
