import { startConsul } from '#libs/discovery/consul/server';

// Starts the Consul of a data folder, prints its pid, and waits to be killed.
const { pid, ready } = await startConsul({ dataDir: process.argv[2]!, log: () => undefined });
await ready;
console.log(pid);
setInterval(() => undefined, 60_000);
