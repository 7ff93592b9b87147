import type { Identity } from '#libs/messaging/contract';
import type { Instance } from '#libs/discovery';

/** Who may call a route. An admin may call every one. */
export type RouteAccess = 'public' | 'signed-in' | readonly Identity['role'][];

/** A prefix of paths that another HTTP service answers, behind Cleave's door. */
export interface Route {
  /** Such as `/api/reports`: it stands for itself and for every path below it. */
  readonly prefix: string;
  readonly to: Service;
  readonly access: RouteAccess;
  /** The service gets the whole path, and not what follows the prefix. */
  readonly keepPrefix: boolean;
  /** The service gets the client's Authorization header. */
  readonly passAuthorization: boolean;
  readonly limits: RouteLimits;
}

/** A plain HTTP service: equal instances, which differ in host and port only. */
export interface Service {
  readonly scheme: 'http' | 'https';
  /** Those that the file lists; none of a service in Consul. */
  readonly instances: readonly Instance[];
  /** The name under which Consul knows its instances. */
  readonly consul?: string;
  /** Path before each target; empty, or such as `/base`. */
  readonly base: string;
}

/** Times in milliseconds. */
export interface RouteLimits {
  /** Until there is a connection, the wait for a free one included. */
  readonly connect: number;
  /** From the last byte of the request to the first of the answer. */
  readonly firstByte: number;
  /** Without a byte in either direction, after the first of the answer or between two of the request. */
  readonly idle: number;
  /** Of the whole, also of a WebSocket. */
  readonly total: number;
  /** Bytes of a request's body. */
  readonly body: number;
  /** Connections to each instance. */
  readonly sockets: number;
  /** Requests that wait for one of them; those beyond are refused. */
  readonly waiting: number;
  /** WebSockets at once. */
  readonly webSockets: number;
}
