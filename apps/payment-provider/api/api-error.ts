import type { PaymentIntent } from '../ledger/objects.js';

/** The member `error` of Stripe's answers. */
export interface ErrorBody {
  readonly type: 'invalid_request_error' | 'idempotency_error' | 'api_error' | 'card_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly charge?: string;
  readonly payment_intent?: PaymentIntent;
  readonly payment_method?: object;
}

/** Says no, in the form in which Stripe says it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly error: ErrorBody,
  ) {
    super(error.message);
    this.name = 'ApiError';
  }
}

/** A request that cannot be carried out as it is. */
export const invalid = (
  message: string,
  { status = 400, ...rest }: Partial<Omit<ErrorBody, 'type' | 'message'>> & { status?: number } = {},
): ApiError => new ApiError(status, { type: 'invalid_request_error', message, ...rest });

export const missing = (what: string, id: string, param: string, status = 404): ApiError =>
  invalid(`No such ${what}: '${id}'`, { code: 'resource_missing', param, status });

/** Our own failure, as far as the caller can know. */
export const failed = (message: string, status = 500): ApiError => new ApiError(status, { type: 'api_error', message });
