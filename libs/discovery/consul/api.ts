import { Agent } from 'undici';
import { addressOf } from './address.js';
import { instancesIn, registrationsIn, type Seen } from './answers.js';
import { Caller } from './caller.js';
import type { ConsulSettings } from './config.js';
import { tlsOf } from './tls.js';

/** How long the agent waits for a change. It adds up to a sixteenth, so that not all callers return at once. */
const WAIT_S = 30;
const CHANGE_MS = WAIT_S * 1_000 * (1 + 1 / 16) + 5_000;
const CALL_MS = 2_000;
/** An agent takes 200 connections from one address (`http_max_conns_per_client`), which all processes of a machine share. */
const MOST_CONNECTIONS = 32;
const MOST_BYTES = 2 * 1024 * 1024;

/** A service as `/v1/agent/service/register` takes it. */
export interface Definition {
  readonly ID: string;
  readonly Name: string;
  readonly [more: string]: unknown;
}

export interface Change {
  /** Counts changes; a call with it waits for the next one. */
  readonly index: number;
  readonly seen: readonly Seen[];
}

/** The calls to one agent. Each is limited in time and rejects with a ConsulError. */
export class ConsulApi {
  private constructor(
    private readonly caller: Caller,
    private readonly settings: ConsulSettings,
  ) {}

  /** Connects to nobody yet. Rejects with a ConsulError when a certificate cannot be used. */
  static async open(settings: ConsulSettings): Promise<ConsulApi> {
    const { CONSUL_HTTP_ADDR = '127.0.0.1:8500', CONSUL_HTTP_SSL = false, CONSUL_HTTP_TOKEN } = settings;
    const { origin, path, socketPath, where } = addressOf(CONSUL_HTTP_ADDR, CONSUL_HTTP_SSL);
    const connect = { timeout: CALL_MS, socketPath, ...(await tlsOf(settings)) };
    const agent = new Agent({ connect, connections: MOST_CONNECTIONS, maxResponseSize: MOST_BYTES });
    return new ConsulApi(new Caller(agent, origin + path, where, CONSUL_HTTP_TOKEN), settings);
  }

  get where(): string {
    return this.caller.where;
  }

  /** Without a leader an agent answers, and neither registers nor finds anybody. */
  async hasLeader(): Promise<boolean> {
    const { body } = await this.caller.call('GET', '/v1/status/leader', { limitMs: CALL_MS });
    return Boolean(body);
  }

  /** Rejects with a ConsulError when the token does not allow to read a service: what it lacks is otherwise left out of answers, unsaid. */
  async mayRead(service: string): Promise<void> {
    const call = { query: this.place, limitMs: CALL_MS, rules: this.rules('read') };
    await this.caller.call('GET', `/v1/agent/health/service/name/${service}`, call);
  }

  /** All instances of a service: with index 0 the present ones, otherwise when something has changed or half a minute is over. */
  async changeOf(service: string, index: number): Promise<Change> {
    const path = `/v1/health/service/${service}`;
    const { body, headers } = await this.caller.call('GET', path, {
      query: {
        ...this.place,
        dc: this.settings.CONSUL_DATACENTER,
        ...(index && { index: `${index}`, wait: `${WAIT_S}s` }),
      },
      limitMs: index ? CHANGE_MS : CALL_MS,
      rules: this.rules('read'),
    });
    const next = Number(headers['x-consul-index']);
    return {
      index: Number.isSafeInteger(next) && next > 0 ? next : 0,
      seen: this.caller.read(path, () => instancesIn(body)),
    };
  }

  /** Which of these are registered with the agent, and by which run of a process. */
  async registrationsOf(ids: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string | undefined>> {
    const path = '/v1/agent/services';
    const filter = ids.map((id) => `ID == ${JSON.stringify(id)}`).join(' or ');
    const query = { ...this.place, filter };
    const { body } = await this.caller.call('GET', path, {
      query,
      limitMs: CALL_MS,
      signal,
      rules: this.rules('read'),
    });
    return this.caller.read(path, () => registrationsIn(body));
  }

  async register(definition: Definition): Promise<void> {
    const call = { query: this.place, body: definition, limitMs: CALL_MS, rules: this.rules('write') };
    await this.caller.call('PUT', '/v1/agent/service/register', call);
  }

  /** Also of one that is not registered. */
  async deregister(id: string, signal: AbortSignal): Promise<void> {
    const call = { query: this.place, limitMs: CALL_MS, signal, rules: this.rules('write') };
    await this.caller.call('PUT', `/v1/agent/service/deregister/${id}`, call);
  }

  /** Ends what is waiting. */
  close(): Promise<void> {
    return this.caller.close();
  }

  private get place() {
    return { ns: this.settings.CONSUL_NAMESPACE };
  }

  private rules(access: 'read' | 'write'): string {
    const services = `service_prefix "${this.settings.CLEAVE_CONSUL_PREFIX}-" { policy = "${access}" }`;
    return access === 'write' ? services : `${services} and node_prefix "" { policy = "read" }`;
  }
}
