import { say } from '#libs/logging';

/** Codes of our own, such as `placement.invalid`; those of Node and of PostgreSQL have no dot. */
const CODE = /^[a-z-]+\.[a-z-]+$/;

/** Says why the start failed: a sentence where we know what it is, the whole trace where we do not. */
export function tellFailure(error: unknown): void {
  const { code, message, stack } = error as { code?: unknown; message?: string; stack?: string };
  const text = typeof code === 'string' && CODE.test(code) ? message : (stack ?? String(error));
  say(`Cleave cannot start. ${text}`, 'fatal');
}
