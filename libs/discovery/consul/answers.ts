import { z } from 'zod';
import type { Instance } from '../discovery.js';

const MOST_INSTANCES = 1_000;
const meta = z.record(z.string(), z.string()).nullish();
const name = z.string().min(1).max(512);

/** `/v1/health/service/<name>`: who is registered, with all their checks. */
const health = z
  .array(
    z.object({
      Node: z.object({ Node: z.string().max(255), Address: z.string().max(255) }),
      Service: z.object({
        ID: name,
        Address: z.string().max(255),
        Port: z.number().int().min(0).max(65_535).default(0),
        Meta: meta,
      }),
      Checks: z.array(z.object({ Status: z.string() })).max(100),
    }),
  )
  .max(MOST_INSTANCES);

/** `/v1/agent/services`: what is registered with this agent, by id. */
const registered = z.record(z.string(), z.object({ ID: name, Meta: meta }));

/** An instance as Consul sees it. */
export interface Seen extends Instance {
  /** No check of it or of its node is critical. */
  readonly isHealthy: boolean;
}

/** Who can be connected to. Throws a ZodError. */
export const instancesIn = (answer: unknown): readonly Seen[] =>
  health
    .parse(answer)
    .filter(({ Service }) => Service.Port > 0)
    .map(({ Node, Service, Checks }) => ({
      id: idOf(Node.Node, Service),
      host: Service.Address || Node.Address,
      port: Service.Port,
      isHealthy: Checks.every(({ Status }) => Status !== 'critical'),
    }));

/** Of a process of ours, which says so, its name and replica; elsewhere an id is one only within its node. */
const idOf = (node: string, { ID, Meta }: { ID: string; Meta?: Readonly<Record<string, string>> | null }): string =>
  Meta?.run && Meta.process ? Meta.process : `${node}/${ID}`;

/** The ids that are registered, each with the run of the process that did it, if it says so. Throws a ZodError. */
export const registrationsIn = (answer: unknown): ReadonlyMap<string, string> =>
  new Map(Object.values(registered.parse(answer)).map(({ ID, Meta }) => [ID, Meta?.run ?? '']));
