import type { INestApplication, NestApplicationOptions, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Section } from '#libs/config';
import type { Bus, ContractClass } from '#libs/messaging';
import type { Beside } from './beside/beside.js';
import type { Connections, HttpAppOptions } from './http/index.js';
import type { RouteTable } from './routes/index.js';

/** A bounded context, as the hosting code needs it. Its code is loaded only by `load`. */
export interface ContextEntry {
  /** The events of other contexts that it subscribes to. */
  readonly subscribes: readonly ContractClass[];
  /** Its public contracts: every command and query among them must have a handler. */
  readonly contracts: Readonly<Record<string, unknown>>;
  /** Additional databases; their URLs are provided under the token `<name>-database-url`. */
  readonly databases?: readonly string[];
  /** Connections to its own database besides those that every context has: of what it does beside its messages. */
  readonly connections?: number;
  /** Environment variables that no process without it gets, such as the URL of a store. */
  readonly variables?: readonly string[];
  /** What it calls and no placement lists. */
  readonly beside?: Beside;
  load(): Promise<Type<object>>;
}

/** The context that serves the public API and owns no data. */
export interface DoorEntry {
  readonly name: string;
  /** Environment variables that no other process gets, such as an operator's password. */
  readonly variables?: readonly string[];
  /** First segments of the paths that it serves besides versions of the API and health: no configured route may take them. */
  readonly paths?: readonly string[];
  load(): Promise<Door>;
}

export interface Door {
  readonly module: Type<object>;
  /** Options of Fastify. */
  readonly server: NonNullable<HttpAppOptions['server']>;
  readonly options: NestApplicationOptions;
  readonly settings: readonly Section<unknown>[];
  /**
   * What is missing for it to be opened, in sentences that say where to write what; a start with a problem opens nothing.
   * @param placeOf  where in the sources a member of a class of its folder stands
   */
  problems(placeOf: PlaceOf): readonly string[];
  /**
   * Called before it listens.
   * @param routes  the paths that other services answer; undefined: none
   */
  configure(app: NestFastifyApplication, connections: Connections, routes?: RouteTable): void | Promise<void>;
  /** Called when everything is served: prepares data at the first start, and returns the text for a new user. */
  opened(opened: Opened): Promise<string>;
}

/** Such as `src/modules/gateway/users/users.http.controller.ts:22`. */
export type PlaceOf = (type: string, member: string) => string;

export interface Opened {
  readonly app: INestApplication;
  readonly url: string;
  /** A bus that sends in the name of the process. */
  readonly bus: Bus;
  /** The databases are embedded ones, so sample data may be created at the first start. */
  readonly isEmbedded: boolean;
}

export interface Contexts {
  /** Where this list stands; each context has a folder of its name beside it, with `index.ts` and `<name>.module.ts`. */
  readonly file: string;
  readonly contexts: Readonly<Record<string, ContextEntry>>;
  readonly door: DoorEntry;
}

/** The contracts in a namespace such as `import * as orders from '#shared/contracts/orders'`. */
export const contractsIn = (face: Readonly<Record<string, unknown>>): readonly ContractClass[] =>
  Object.values(face).filter((one): one is ContractClass => typeof one === 'function' && 'contract' in one);
