import { startRedis } from '#libs/messaging/transports/redis/server';

// Starts the Redis of a data folder, prints its pid, and waits to be killed.
const { pid, ready } = await startRedis({ dataDir: process.argv[2]!, log: console.error });
await ready;
console.log(pid);
setInterval(() => undefined, 60_000);
