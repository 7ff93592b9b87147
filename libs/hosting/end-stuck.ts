import { Logger } from '@nestjs/common';

/** EX_SOFTWARE of sysexits.h: whoever watches the process starts it again. */
const EXIT_CODE = 70;

/** Ends the process at once: a context of it hangs, so that a stop in order would hang as well. */
export function endStuck(what: string): never {
  new Logger('host').fatal(`${what}: the process ends, what was not committed is sent again`);
  process.exit(EXIT_CODE);
}
