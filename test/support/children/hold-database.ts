import { embeddedServer } from '#libs/database';

// holds the embedded database of a data folder until it is killed
const server = await embeddedServer({ dataDir: process.argv[2]! });
console.log(server.pid);
setInterval(() => undefined, 60_000);
