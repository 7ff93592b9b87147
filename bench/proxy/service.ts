// The service behind the route, in a process of its own: 1 KB, at once from /now, after 5 ms from /soon.
import { createServer } from 'node:http';

const BODY = 'x'.repeat(1_024);

createServer({ keepAliveTimeout: 60_000 }, ({ url }, response) => {
  if (url === '/soon') setTimeout(() => response.end(BODY), 5);
  else response.end(BODY);
}).listen(Number(process.env.BENCH_PORT), '127.0.0.1', () => process.send!('serves'));
