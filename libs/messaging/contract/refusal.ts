import type { ContractClass, ErrorCodes, ErrorKind } from './contract.js';

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

/** Declines a message: `throw refuse(PlaceOrder, 'orders.unknown-product')`. An undeclared code does not compile. */
export function refuse<E extends ErrorCodes>(
  contract: ContractClass<any, any, E>,
  code: keyof E & string,
  details?: Readonly<Record<string, unknown>>,
): Refusal {
  return new Refusal(code, contract.contract.errors[code] as ErrorKind, details);
}
