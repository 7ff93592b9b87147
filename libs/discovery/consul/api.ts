import { Agent } from 'undici';
import { z } from 'zod';
import { addressOf } from './address.js';
import { instancesIn, registrationsIn } from './answers.js';
import { Caller } from './caller.js';
import type { ConsulSettings } from './config.js';
import type { Change } from './known-instances.js';
import { rulesFor } from './rules.js';
import { tlsOf } from './tls.js';

const CALL_MS = 2_000;
/** For calls beside the questions that wait, each of which holds a connection. */
const FREE_CONNECTIONS = 4;
const MOST_BYTES = 2 * 1024 * 1024;

/** A service as `/v1/agent/service/register` takes it. */
export interface Definition {
  readonly ID: string;
  readonly Name: string;
  readonly [more: string]: unknown;
}

/** The calls to one agent. Each is limited in time and rejects with a ConsulError. */
export class ConsulApi {
  private constructor(
    private readonly caller: Caller,
    private readonly settings: ConsulSettings,
  ) {}

  /**
   * Connects to nobody yet. Rejects with a ConsulError when a certificate cannot be used.
   * @param questions  how many wait for a change at the same time
   * @param services   that are read besides those of this installation
   */
  static async open(settings: ConsulSettings, questions: number, services: readonly string[] = []): Promise<ConsulApi> {
    const { CONSUL_HTTP_ADDR = '127.0.0.1:8500', CONSUL_HTTP_SSL = false, CONSUL_HTTP_TOKEN: token } = settings;
    const { origin, path, socketPath, where } = addressOf(CONSUL_HTTP_ADDR, CONSUL_HTTP_SSL);
    const connect = { timeout: CALL_MS, socketPath, ...(await tlsOf(settings)) };
    const connections = questions + FREE_CONNECTIONS;
    const dispatcher = new Agent({ connect, connections, maxResponseSize: MOST_BYTES });
    const rules = rulesFor(`${settings.CLEAVE_CONSUL_PREFIX}-`, services);
    return new ConsulApi(new Caller({ dispatcher, base: origin + path, where, token, rules }), settings);
  }

  /** The leader of the datacenter. Without one (an empty text) an agent answers, but knows nobody. */
  async leader(): Promise<string> {
    const path = '/v1/status/leader';
    const { body } = await this.caller.call('GET', path, { limitMs: CALL_MS });
    return this.caller.read(path, () => z.string().parse(body));
  }

  /** Rejects when the token may not read a service, which other calls answer with an empty list. */
  async mayRead(service: string): Promise<void> {
    const call = { query: this.space, limitMs: CALL_MS, mayBeAbsent: true };
    await this.caller.call('GET', `/v1/agent/health/service/name/${service}`, call);
  }

  /** The instances of a service: with index 0 the present ones, otherwise when something has changed or `waitMs` are over. */
  async changeOf(service: string, index: number, waitMs: number, signal: AbortSignal): Promise<Change> {
    const path = `/v1/health/service/${service}`;
    const wait = index ? { index: `${index}`, wait: `${Math.ceil(waitMs)}ms` } : {};
    const query = { ...this.space, dc: this.settings.CONSUL_DATACENTER, ...wait };
    const limitMs = CALL_MS + (index ? waitMs * 1.1 : 0); // the agent adds up to a sixteenth
    const { body, headers } = await this.caller.call('GET', path, { query, limitMs, signal });
    const seen = this.caller.read(path, () => instancesIn(body));
    const next = Number(headers['x-consul-index']);
    return { index: Number.isSafeInteger(next) && next > 0 ? next : 0, seen };
  }

  /** Which of these are registered with the agent, each with the run of the process that did it. */
  async registrationsOf(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
    const path = '/v1/agent/services';
    const query = { ...this.space, filter: ids.map((id) => `ID == ${JSON.stringify(id)}`).join(' or ') };
    const { body } = await this.caller.call('GET', path, { query, limitMs: CALL_MS, signal });
    return this.caller.read(path, () => registrationsIn(body));
  }

  async register(definition: Definition): Promise<void> {
    const call = { query: this.space, body: definition, limitMs: CALL_MS };
    await this.caller.call('PUT', '/v1/agent/service/register', call);
  }

  async deregister(id: string, signal: AbortSignal): Promise<void> {
    const call = { query: this.space, limitMs: CALL_MS, signal, mayBeAbsent: true };
    await this.caller.call('PUT', `/v1/agent/service/deregister/${id}`, call);
  }

  close(): Promise<void> {
    return this.caller.close();
  }

  private get space() {
    return { ns: this.settings.CONSUL_NAMESPACE };
  }
}
