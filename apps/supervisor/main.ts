import { basename, join } from 'node:path';
import { contexts } from '#contexts';
import { supervise } from '#libs/hosting/supervisor';

/** Every process of a placement on this machine. Each is what `apps/service` makes of its name. */
await supervise(contexts, { program: join(import.meta.dirname, '..', 'service', basename(import.meta.filename)) });
