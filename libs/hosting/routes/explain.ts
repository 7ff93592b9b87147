import { durationText, sizeText } from './amounts.js';
import type { Route, RouteLimits } from './route.js';
import type { RouteTable } from './route-table.js';
import { placesOf } from './service-url.js';

/** Where a URL goes, and why. */
export interface Explained {
  readonly url: string;
  readonly goes: 'to a service' | 'to Cleave itself' | 'nowhere' | 'refused';
  readonly why: string;
  readonly route?: Route;
  /** URLs that are asked, one of them for each request; of a service in Consul its name, with the path. */
  readonly targets?: readonly string[];
}

const WHY = {
  ambiguous:
    'the path can be read in two ways (an escape, "..", "//", ";" or the case of letters): 400 request.ambiguous-path',
  own: 'no route may take this path: it is one of Cleave',
  none: 'no route has a prefix of this path: 404 route.not-found',
} as const;
const GOES = { ambiguous: 'refused', own: 'to Cleave itself', none: 'nowhere' } as const;

/** @param url  a path, or a whole URL, of which scheme and host do not matter */
export function explain(table: RouteTable, url: string): Explained {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, '').split('#', 1)[0]!;
  const found = table.find(target.startsWith('/') ? target : `/${target}`);
  if (!found.route) return { url, goes: GOES[found.why], why: WHY[found.why] };
  const { route } = found;
  const targets = placesOf(route.to).map((place) => place + found.target);
  const others = table.routes.filter(({ prefix }) => route.prefix.startsWith(`${prefix}/`)).map(({ prefix }) => prefix);
  const why = `${route.prefix} is the longest prefix of it${others.length ? ` (also ${others.join(', ')})` : ''}`;
  return { url, goes: 'to a service', why, route, targets };
}

/** For people. */
export function explainText({ url, goes, why, route, targets = [] }: Explained): string {
  const lines = [`${url} goes ${goes === 'refused' ? 'nowhere: it is refused' : goes}`, `  why       ${why}`];
  if (!route) return lines.join('\n');
  const { access, keepPrefix, passAuthorization, limits } = route;
  return [
    ...lines,
    ...targets.map((target, n) => `  ${n === 0 ? 'to      ' : '        '}  ${target}`),
    `  who       ${typeof access === 'string' ? access : [...access].join(', ')}`,
    `  prefix    ${keepPrefix ? 'is kept' : 'is taken off'}`,
    `  token     ${passAuthorization ? 'Authorization is passed on' : 'Authorization is not passed on'}`,
    `  limits    ${limitsText(limits)}`,
  ].join('\n');
}

export const limitsText = ({
  connect,
  firstByte,
  idle,
  total,
  body,
  sockets,
  waiting,
  webSockets,
}: RouteLimits): string =>
  [
    `connect ${durationText(connect)}`,
    `first byte ${durationText(firstByte)}`,
    `idle ${durationText(idle)}`,
    `total ${durationText(total)}`,
    `body ${sizeText(body)}`,
    `${sockets} sockets an instance`,
    `${waiting} waiting`,
    `${webSockets} WebSockets`,
  ].join(', ');
