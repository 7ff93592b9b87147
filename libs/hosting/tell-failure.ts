import { say } from '#libs/logging';

/** Cleave's error codes, such as `placement.invalid`; those of Node and of PostgreSQL have no dot. */
const CODE = /^[a-z-]+\.[a-z-]+$/;

/** Prints why the start failed: a sentence for errors of Cleave, the whole stack for unexpected ones. */
export function tellFailure(error: unknown): void {
  const { code, message, stack } = error as { code?: unknown; message?: string; stack?: string };
  const text = typeof code === 'string' && CODE.test(code) ? message : (stack ?? String(error));
  say(`Cleave cannot start. ${text}`, 'fatal');
}
