import type { INestApplication, NestApplicationOptions, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Section } from '#libs/config';
import type { Bus, ContractClass } from '#libs/messaging';
import type { HttpAppOptions } from './http/index.js';

/** A bounded context, as whoever hosts it sees it. Nothing of its code is loaded before `load`. */
export interface ContextEntry {
  /** The events of others that it hears. */
  readonly subscribes: readonly ContractClass[];
  /** Its public face: every command and query in it must have a handler behind its door. */
  readonly contracts: Readonly<Record<string, unknown>>;
  /** Databases beside its own; their URLs are provided under the token `<name>-database-url`. */
  readonly databases?: readonly string[];
  load(): Promise<Type<object>>;
}

/** The context that is a door to the outside instead of owning data. */
export interface DoorEntry {
  readonly name: string;
  /** Variables that no other process must know, such as an operator's password. */
  readonly variables?: readonly string[];
  load(): Promise<Door>;
}

export interface Door {
  readonly module: Type<object>;
  /** For Fastify itself. */
  readonly server: NonNullable<HttpAppOptions['server']>;
  readonly options: NestApplicationOptions;
  readonly settings: readonly Section<unknown>[];
  /**
   * What is missing for it to be opened, in sentences that say where to write what; a start with a problem opens nothing.
   * @param placeOf  where in the sources a member of a class of its folder stands
   */
  problems(placeOf: PlaceOf): readonly string[];
  /** Before it listens. */
  configure(app: NestFastifyApplication): void;
  /** When everything is served: what the first start leaves behind, and the text that tells a newcomer how to begin. */
  opened(opened: Opened): Promise<string>;
}

/** Such as `src/modules/gateway/users/users.http.controller.ts:22`. */
export type PlaceOf = (type: string, member: string) => string;

export interface Opened {
  readonly app: INestApplication;
  readonly url: string;
  /** Asks in the name of the process itself. */
  readonly bus: Bus;
  /** The databases are this process's own embedded ones: nothing in them matters to anybody yet. */
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
