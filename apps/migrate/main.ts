import { contexts } from '#contexts';
import { migrateProcess } from '#libs/hosting';

/** Every context's migrations, and nothing else: for a deployment that runs them before its processes. */
await migrateProcess(contexts);
