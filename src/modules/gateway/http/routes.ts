import { Injectable } from '@nestjs/common';
import type { RouteOptions } from 'fastify';

/** The registered routes, for the 405 with its `Allow` header: Fastify answers a wrong method with 404. */
@Injectable()
export class Routes {
  private readonly methods = new Map<string, Set<string>>();

  add({ method, url }: Pick<RouteOptions, 'method' | 'url'>): void {
    const known = this.methods.get(url) ?? new Set();
    for (const name of [method].flat()) known.add(name);
    this.methods.set(url, known);
  }

  /** `GET /v1/orders/:id` … */
  all(): readonly string[] {
    return [...this.methods].flatMap(([url, methods]) => [...methods].map((method) => `${method} ${url}`));
  }

  /** The methods of a path; none for an unknown path. */
  methodsAt(url: string): readonly string[] {
    const path = url.split('?', 1)[0]!.split('/');
    const match = [...this.methods].find(([pattern]) => fits(pattern.split('/'), path));
    return match ? [...match[1]].toSorted() : [];
  }
}

const fits = (pattern: readonly string[], path: readonly string[]): boolean =>
  pattern.length === path.length &&
  pattern.every((part, n) => part === path[n] || (part.startsWith(':') && path[n] !== ''));
