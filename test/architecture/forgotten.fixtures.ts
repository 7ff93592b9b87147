import { contexts } from '#contexts';
import { hostProcess, monolithSeat } from '#libs/hosting';

/** Every context in one process, with the list of the contexts said to stand in another tree. */
process.env.CLEAVE_DATA_DIR = process.argv[3]!;
process.stderr.write = process.stdout.write.bind(process.stdout);
await hostProcess({ ...contexts, file: process.argv[2]! }, monolithSeat);
