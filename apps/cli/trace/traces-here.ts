import { existsSync } from 'node:fs';
import { Config, dataConfig, dataFolder } from '#libs/config';
import { keptTraces, spansIn, type Emitted } from '#libs/hosting/traces';
import { EXIT, Failure } from '../api/failure.js';

const PATIENCE_MS = 10_000;

/** The spans of an order that the system on the data folder has kept. Throws Failure when it keeps none, or does not answer. */
export async function tracesHere(key: string): Promise<readonly Emitted[]> {
  const { url, token } = keptHere();
  const headers = { authorization: `Bearer ${token}` };
  const asked = fetch(`${url}/traces?key=${encodeURIComponent(key)}`, {
    headers,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = await asked.catch(() => {
    throw new Failure(EXIT.unreachable, `The traces that are kept at ${url} cannot be reached.`);
  });
  const reply = (await answer.json().catch(() => ({}))) as { detail?: string; code?: string };
  if (answer.ok) return spansIn(reply).emitted;
  throw new Failure(EXIT.refused, `${reply.detail ?? ''} (${answer.status} ${reply.code ?? ''})`);
}

function keptHere() {
  const folder = Config.read([dataConfig]).get(dataConfig).CLEAVE_DATA_DIR;
  const kept = existsSync(folder) ? keptTraces(dataFolder(folder)) : undefined;
  if (kept) return kept;
  throw new Failure(
    EXIT.unreachable,
    `No system that runs on the data folder ${folder} keeps traces. Start one (npm start -- --traces), or say where they are (--file).`,
  );
}
