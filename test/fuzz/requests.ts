import fc from 'fast-check';
import type { ApiDocument, Parameter, Route } from './document.js';
import { jsonOf, ODD, ODD_HEADERS, spoiledBody, spoiledPath, spoiledQuery, spoiledText } from './hostile.js';
import type { Known } from './known.js';
import { mostly, Values } from './values.js';

export type Sender = 'nobody' | 'ada' | 'bob' | 'operator';
/** A request as it goes over the wire. */
export interface Shot {
  readonly route: Route;
  /** What is at fault with it. */
  readonly fault: string;
  readonly sender: Sender;
  readonly method: string;
  /** Path and query, not normalised. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
  /** It is a request to the route, so its answer must be one that the route documents. */
  readonly meetsRoute: boolean;
}

const VALID = 'nothing';
const FAULTS = [
  { weight: 9, arbitrary: fc.constant(VALID) },
  { weight: 3, arbitrary: fc.constant('body') },
  { weight: 2, arbitrary: fc.constant('text') },
  { weight: 2, arbitrary: fc.constant('query') },
  { weight: 2, arbitrary: fc.constant('parameter') },
  { weight: 2, arbitrary: fc.constant('headers') },
  { weight: 2, arbitrary: fc.constant('sender') },
  { weight: 1, arbitrary: fc.constant('path') },
  { weight: 1, arbitrary: fc.constant('method') },
];
const SENDERS = ['nobody', 'ada', 'bob', 'operator'] as const;
const METHODS = ['HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'GET', 'POST', 'PROPFIND'];

/** Requests to a route: half of them fit the document, the others have one thing at fault. */
export class Requests {
  private readonly values: Values;
  /** Parameters of which the schema says less than the route. */
  private readonly special: Readonly<Record<string, fc.Arbitrary<string>>>;

  constructor(
    document: ApiDocument,
    private readonly known: Known,
  ) {
    this.values = new Values(document, known);
    this.special = {
      'Idempotency-Key': mostly(fc.uuid(), known.one('keys', fc.uuid())),
      Prefer: fc.constantFrom('wait=1', 'wait=2', 'respond-async'),
      'If-None-Match': fc.oneof(fc.constant('*'), known.one('tags', fc.constant('"none"'))),
      'If-Match': known.one('tags', fc.constant('"none"')),
      'Last-Event-ID': fc.nat(12).map(String),
      limit: fc.integer({ min: 1, max: 100 }).map(String),
    };
  }

  to(route: Route): fc.Arbitrary<Shot> {
    return fc.oneof(...FAULTS).chain((fault) => this.good(route).chain((shot) => this.spoiled({ ...shot, fault })));
  }

  private good(route: Route): fc.Arbitrary<Shot> {
    const { parameters = [], requestBody } = route.operation;
    const media = Object.entries(requestBody?.content ?? {})[0];
    const body = media && this.values.of(media[1].schema ?? {}, route.path).map(jsonOf);
    const values = parameters.map((one) => this.parameter(one, route.path));
    return fc
      .record({
        values: fc.tuple(...values),
        body: body ?? fc.constant(undefined),
        sender: senderOf(route),
        more: this.more(route),
      })
      .map(({ values, body, sender, more }) => {
        const given = parameters.map((one, n) => [one, values[n]] as const).filter(([, value]) => value !== undefined);
        const of = (place: Parameter['in']) =>
          given.filter(([one]) => one.in === place).map(([one, value]) => [one.name, value!] as const);
        const path = of('path').reduce((text, [name, value]) => text.replace(`{${name}}`, encoded(value)), route.path);
        const query = new URLSearchParams(of('query') as [string, string][]).toString();
        const headers = { ...more, ...Object.fromEntries(of('header')), ...(media && { 'content-type': media[0] }) };
        return {
          route,
          fault: VALID,
          sender,
          method: route.method,
          target: query ? `${path}?${query}` : path,
          headers,
          body,
          meetsRoute: true,
        };
      });
  }

  /** Undefined: it is left out. */
  private parameter(
    { name, in: place, required, schema = {} }: Parameter,
    path: string,
  ): fc.Arbitrary<string | undefined> {
    const one = this.special[name] ?? this.values.of(schema, path, name).map(String);
    return required || place === 'path' ? one : fc.oneof(one, fc.constant(undefined));
  }

  /** Headers that every route understands. */
  private more({ path }: Route): fc.Arbitrary<Readonly<Record<string, string>>> {
    const types = path === '/' ? ['text/html', 'application/json'] : ['*/*', 'application/json'];
    const accept = fc.constantFrom(...types).map((type) => ({ accept: type }));
    if (!path.startsWith('/docs/')) return accept;
    const tag = this.known.one('tags', fc.constant('"none"')); // files are cached by it, which needs no word in the document
    return fc.tuple(accept, tag).map(([one, text]) => ({ ...one, 'if-none-match': text }));
  }

  private spoiled(shot: Shot): fc.Arbitrary<Shot> {
    const { fault, target, body, headers, route } = shot;
    const [path, query = ''] = target.split('?') as [string, string?];
    switch (fault) {
      case 'body':
        return body === undefined
          ? ODD.map((odd) => ({
              ...shot,
              body: jsonOf(odd),
              headers: { ...headers, 'content-type': 'application/json' },
            }))
          : spoiledBody(JSON.parse(String(body))).map((odd) => ({ ...shot, body: jsonOf(odd) }));
      case 'text':
        return body === undefined
          ? fc.constant(shot)
          : spoiledText(String(body)).map((text) => ({ ...shot, body: text }));
      case 'query':
        return spoiledQuery(query).map((odd) => ({ ...shot, target: `${path}?${odd}` }));
      case 'parameter':
        return ODD.map((odd) => {
          const text = encoded((typeof odd === 'string' ? odd : jsonOf(odd)).toWellFormed() || '-');
          const names = [...route.path.matchAll(/\{\w+\}/g)];
          const spoiled = names.length
            ? route.path.replace(names.at(-1)![0], text).replaceAll(/\{\w+\}/g, 'users')
            : path;
          return { ...shot, target: spoiled, meetsRoute: !/\/\.{1,2}(\/|$)/.test(spoiled) };
        });
      case 'headers':
        return ODD_HEADERS.map((odd) => ({ ...shot, headers: { ...headers, ...odd } }));
      case 'sender':
        return fc.constantFrom(...SENDERS).map((sender) => ({ ...shot, sender }));
      case 'path':
        return spoiledPath(path).map((odd) => ({ ...shot, target: odd, meetsRoute: false }));
      case 'method':
        return fc.constantFrom(...METHODS).map((method) => ({ ...shot, method, meetsRoute: method === route.method }));
      default:
        return fc.constant(shot);
    }
  }
}

const encoded = (text: string): string => encodeURIComponent(text).slice(0, 2_000).replace(/%.?$/, '');
/** Who may call it, as a rule. */
const senderOf = ({ path, operation }: Route): fc.Arbitrary<Sender> => {
  if (!operation.security?.length) return fc.constantFrom('nobody', 'nobody', 'ada');
  if (path.includes('/ops/') || path.includes('/products')) return fc.constant('operator');
  return fc.constantFrom('ada', 'ada', 'bob', 'operator');
};
