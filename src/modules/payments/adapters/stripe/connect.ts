import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type Stripe from 'stripe';

export interface StripeSettings {
  readonly key: string;
  readonly host: string;
  readonly port: number;
  readonly protocol: 'http' | 'https';
  /** How long an effect may take that calls it. */
  readonly deadlineMs: number;
}

export interface Connection {
  readonly stripe: Stripe;
  close(): void;
}

/** An effect makes up to three calls, one after the other, and ends within its deadline also when each takes as long as it may. */
const SHARE = 0.3;
const MOST_SOCKETS = 64;

/** Loads the SDK, which takes a sixth of a second and which nobody does who has no key. Calls nobody yet. */
export async function connect({ key, host, port, protocol, deadlineMs }: StripeSettings): Promise<Connection> {
  const { default: Stripe } = await import('stripe');
  const agent = new (protocol === 'http' ? HttpAgent : HttpsAgent)({ keepAlive: true, maxSockets: MOST_SOCKETS });
  const stripe = new Stripe(key, {
    host,
    port,
    protocol,
    httpAgent: agent,
    timeout: Math.ceil(deadlineMs * SHARE),
    maxNetworkRetries: 0, // effects are repeated by the engine. A connection that is reset is tried again all the same, under the same key
    telemetry: false,
  });
  return { stripe, close: () => agent.destroy() };
}

/** The part of the SDK that checks signatures. It calls nobody, and needs no key. */
export const webhooks = async (): Promise<Stripe['webhooks']> => (await import('stripe')).default.webhooks;
