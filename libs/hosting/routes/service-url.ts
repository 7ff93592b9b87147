import type { Instance } from '#libs/discovery';
import type { Service } from './route.js';
import { isPlainPath } from './plain-path.js';

const URL_SHAPE =
  /^(https?):\/\/(?:\[([0-9A-Fa-f:.]{2,45})\]|([A-Za-z0-9][A-Za-z0-9.-]{0,252}))(?::([1-9]\d{0,4}))?(\/[^?#]*)?$/;
/** `consul:reports`, `consul+https:reports`, each with a path where there is one: `consul:reports/base`. */
const CONSUL_SHAPE = /^consul(\+https)?:([A-Za-z0-9][A-Za-z0-9_-]{0,127})(\/[^?#]*)?$/;
const PORTS = { http: 80, https: 443 } as const;

/** Why this is no URL of a service; undefined: it is one. The text never quotes the URL, which may hold a password. */
export function serviceUrlProblem(text: string): string | undefined {
  if (/^[a-z]+:\/\/[^/]*@/i.test(text))
    return 'holds credentials; a route passes on who calls, and has none of its own';
  if (/[?#]/.test(text)) return 'has a query or a fragment; only a path may follow the host';
  const [inConsul, , , base = ''] = CONSUL_SHAPE.exec(text) ?? [];
  const [shaped, , , , port, path = base] = URL_SHAPE.exec(text) ?? [];
  if (!(inConsul ?? shaped) || Number(port ?? 1) > 65_535)
    return 'must be a URL such as http://127.0.0.1:8080, or a service in Consul such as consul:reports';
  if (path && !isPlainPath(path)) return 'has a path that can be read in two ways: no .., //, ; or %2F';
  return undefined;
}

/** The service of one valid URL. */
export function serviceAt(text: string): Service {
  const [inConsul, secure, consul, base = ''] = CONSUL_SHAPE.exec(text) ?? [];
  if (inConsul) return { scheme: secure ? 'https' : 'http', instances: [], consul, base: base.replace(/\/$/, '') };
  const [, scheme, six, name, port, path = ''] = URL_SHAPE.exec(text)!;
  const host = six ?? name!.toLowerCase();
  const at = Number(port ?? PORTS[scheme as keyof typeof PORTS]);
  const id = `${six ? `[${six}]` : host}:${at}`;
  return { scheme: scheme as Service['scheme'], instances: [{ id, host, port: at }], base: path.replace(/\/$/, '') };
}

/** The URL of an instance, without a path. */
export const originOf = ({ scheme }: Pick<Service, 'scheme'>, { host, port }: Omit<Instance, 'id'>): string =>
  `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Where a service is, without a path: the URLs of its instances, or its name in Consul as it is written. */
export const placesOf = ({ scheme, instances, consul }: Service): readonly string[] =>
  consul
    ? [`consul${scheme === 'https' ? '+https' : ''}:${consul}`]
    : instances.map((instance) => originOf({ scheme }, instance));
