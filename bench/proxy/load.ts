import { Pool } from 'undici';

export const CONNECTIONS = 64;

export interface Load {
  readonly origin: string;
  readonly path: string;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly signal: AbortSignal;
}

/** Answers a second to 64 clients that ask again as soon as they have an answer. Rejects when one is not a 200. */
export async function answersPerSecond({ origin, path, signal, ...time }: Load): Promise<number> {
  const pool = new Pool(origin, { connections: CONNECTIONS, pipelining: 1 });
  const from = performance.now() + time.warmUpMs;
  const until = from + time.measureMs;
  let answers = 0;
  const client = async (): Promise<void> => {
    for (let now = performance.now(); now < until; now = performance.now()) {
      const { statusCode, body } = await pool.request({ path, method: 'GET', signal });
      await body.arrayBuffer();
      if (statusCode !== 200) throw new Error(`${origin}${path} answered ${statusCode}`);
      if (now >= from) answers++;
    }
  };
  try {
    await Promise.all(Array.from({ length: CONNECTIONS }, client));
  } finally {
    await pool.destroy();
  }
  return (answers * 1_000) / time.measureMs;
}
