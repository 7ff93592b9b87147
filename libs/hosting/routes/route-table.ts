import { isOwnPath } from './own-paths.js';
import { isPlainPath } from './plain-path.js';
import type { Route } from './route.js';

/** Where a request goes. */
export type Found =
  | { readonly route: Route; readonly target: string }
  /** The path can be read in two ways. */
  | { readonly route: undefined; readonly why: 'ambiguous' | 'own' | 'none' };

/** The routes there are. One path has one reading: the access rule and the service see the same. */
export class RouteTable {
  /** The longest prefix first. */
  readonly routes: readonly Route[];
  private readonly lower: readonly string[];

  /** @param own  first segments of the paths that the door serves itself */
  constructor(
    routes: readonly Route[],
    private readonly own: readonly string[],
  ) {
    this.routes = routes.toSorted((a, b) => b.prefix.length - a.prefix.length);
    this.lower = this.routes.map(({ prefix }) => prefix.toLowerCase());
  }

  /** @param url  the request target, unchanged: a path with an optional query */
  find(url: string): Found {
    const end = url.indexOf('?');
    const path = end < 0 ? url : url.slice(0, end);
    if (!isPlainPath(path)) return AMBIGUOUS;
    const lower = path.toLowerCase();
    const n = this.lower.findIndex((prefix) => isBelow(prefix, lower));
    if (n < 0) return isOwnPath(path, this.own) ? OWN : NONE;
    const route = this.routes[n]!;
    // A service that ignores case would answer under the rule of another prefix
    if (!path.startsWith(route.prefix)) return AMBIGUOUS;
    const rest = route.keepPrefix ? path : path.slice(route.prefix.length) || '/';
    return { route, target: route.to.base + rest + url.slice(path.length) };
  }
}

const isBelow = (prefix: string, path: string): boolean =>
  path.startsWith(prefix) && (path.length === prefix.length || path[prefix.length] === '/');

const AMBIGUOUS = { route: undefined, why: 'ambiguous' } as const;
const OWN = { route: undefined, why: 'own' } as const;
const NONE = { route: undefined, why: 'none' } as const;
