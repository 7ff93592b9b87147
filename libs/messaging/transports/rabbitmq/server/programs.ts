import { existsSync, realpathSync } from 'node:fs';
import { basename, delimiter, dirname, join } from 'node:path';
import { findProgram } from '#libs/processes';
import { RabbitmqError } from '../rabbitmq-error.js';

export interface RabbitmqPrograms {
  readonly server: string;
  readonly ctl: string;
  /** Erlang's name server, through which `rabbitmqctl` finds the broker. */
  readonly epmd: string;
}

/** Debian and Red Hat put a wrapper on the PATH and the real scripts here; /usr/sbin is not on the PATH of every user. */
const PACKAGED = '/usr/lib/rabbitmq/bin';

/** Undefined: it is not installed. */
export function findRabbitmq(path = process.env.PATH ?? ''): RabbitmqPrograms | undefined {
  const scripts = [...path.split(delimiter), PACKAGED].map(scriptsIn).find((found) => found !== undefined);
  const epmd = findProgram('epmd', path);
  return scripts && epmd
    ? { server: join(scripts, 'rabbitmq-server'), ctl: join(scripts, 'rabbitmqctl'), epmd }
    : undefined;
}

/** Throws a RabbitmqError that says what to install. */
export function rabbitmqPrograms(path?: string): RabbitmqPrograms {
  const programs = findRabbitmq(path);
  if (programs) return programs;
  throw new RabbitmqError(
    'rabbitmq.not-installed',
    'The placement carries messages over RabbitMQ, but there is no rabbitmq-server on the PATH: install it (Debian: apt-get install rabbitmq-server; macOS: brew install rabbitmq), or set RABBITMQ_URL.',
  );
}

/**
 * The folder of the scripts to which a `rabbitmq-server` leads. A wrapper is none: it changes the user and cannot write our folder. The
 * real script reads the `rabbitmq-env` beside it.
 */
function scriptsIn(folder: string): string | undefined {
  const file = join(folder, 'rabbitmq-server');
  if (!existsSync(file)) return undefined;
  const script = realpathSync(file);
  const isReal = basename(script) === 'rabbitmq-server' && existsSync(join(dirname(script), 'rabbitmq-env'));
  return isReal ? dirname(script) : undefined;
}
