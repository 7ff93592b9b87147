import { findProgram } from '#libs/processes';
import { ConsulError } from '../consul-error.js';

/** The path of `consul`; undefined: it is not on the PATH. */
export const findConsul = (path?: string): string | undefined => findProgram('consul', path);

/** Throws a ConsulError that says what to install. */
export function consulProgram(path?: string): string {
  const program = findConsul(path);
  if (program) return program;
  throw new ConsulError(
    'consul.not-installed',
    'The placement finds processes by Consul, but there is no consul on the PATH: install it (developer.hashicorp.com/consul/install), or set CONSUL_HTTP_ADDR.',
  );
}
