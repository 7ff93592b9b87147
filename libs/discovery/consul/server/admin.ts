import { Agent } from 'undici';
import { Caller } from '../caller.js';
import { rulesFor } from '../rules.js';
import type { Tokens } from './consul-place.js';

const CALL_MS = 2_000;

/** What whoever has started an agent asks of it. */
export class Admin {
  private readonly caller: Caller;

  constructor(where: string, token: string | undefined) {
    const options = { dispatcher: new Agent(), base: `http://${where}`, where, token, rules: 'those of an operator' };
    this.caller = new Caller(options);
  }

  /** With its own node in the catalog it takes registrations, a little later than it answers. */
  async knowsANode(): Promise<boolean> {
    try {
      const { body } = await this.caller.call('GET', '/v1/catalog/nodes', { limitMs: CALL_MS });
      return Array.isArray(body) && body.length > 0;
    } catch {
      return false;
    }
  }

  /** Lets the processes register and find services. */
  async admit(tokens: Tokens | undefined): Promise<void> {
    if (!tokens) return;
    const policy = { Name: 'processes', Rules: rulesFor('') };
    await this.caller.call('PUT', '/v1/acl/policy', { body: policy, limitMs: CALL_MS });
    const token = { SecretID: tokens.processes, Policies: [{ Name: policy.Name }] };
    await this.caller.call('PUT', '/v1/acl/token', { body: token, limitMs: CALL_MS });
  }

  close(): Promise<void> {
    return this.caller.close();
  }
}
