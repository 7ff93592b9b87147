import { contexts } from '#contexts';
import { hostProcess } from '#libs/hosting';

/** Every context in one process. */
await hostProcess('monolith', contexts);
