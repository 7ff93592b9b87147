import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { canConnect } from '#libs/discovery';

const READY_MS = 5_000;
const LOOK_MS = 20;

const configuration = (port: number, service: number, connections: number): string => `
worker_processes 1;
pid nginx.pid;
error_log stderr;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  keepalive_requests 1000000000;
  upstream service { server 127.0.0.1:${service}; keepalive ${connections}; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port};
    location /bench/ { proxy_pass http://service/; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`;

/** nginx before the service, with one worker and connections that are kept; undefined where it is not installed. */
export async function nginx(
  folder: string,
  [port, service, connections]: readonly [port: number, service: number, connections: number],
): Promise<ChildProcess | undefined> {
  writeFileSync(join(folder, 'nginx.conf'), configuration(port, service, connections));
  const child = spawn('nginx', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr', '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` }, // where Debian has it, and not everybody's PATH
  });
  try {
    await once(child, 'spawn');
  } catch {
    return undefined;
  }
  const limit = performance.now() + READY_MS;
  while (!(await isThere(port))) {
    if (performance.now() > limit) throw new Error(`nginx does not listen after ${READY_MS / 1_000} s`);
    await pause(LOOK_MS);
  }
  return child;
}

const isThere = (port: number): Promise<boolean> =>
  canConnect({ id: 'nginx', host: '127.0.0.1', port }, READY_MS).then(
    () => true,
    () => false,
  );
