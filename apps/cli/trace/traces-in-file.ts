import { open } from 'node:fs/promises';
import { OtlpError, spansIn, type Emitted } from '#libs/hosting/traces';

/**
 * The spans of an order in a file of OTLP, one JSON document a line, as the collector's file exporter writes it: those of its traces,
 * and of traces that are linked to them. It is read three times, line by line, so it may be larger than the memory.
 * Throws OtlpError with the number of a line, and Node's error when the file cannot be read.
 */
export async function tracesInFile(file: string, key: string): Promise<readonly Emitted[]> {
  const own = idsOf(await spansWith(file, [key], (one) => hasKey(one, key)));
  if (!own.size) return [];
  const linked = idsOf(await spansWith(file, own, ({ span }) => span.links.some(({ traceId }) => own.has(traceId))));
  const all = own.union(linked);
  return spansWith(file, all, ({ span }) => all.has(span.traceId));
}

const idsOf = (emitted: readonly Emitted[]): ReadonlySet<string> => new Set(emitted.map(({ span }) => span.traceId));

const hasKey = ({ span }: Emitted, key: string): boolean =>
  span.attributes.some(({ key: name, value }) => name === 'cleave.key' && value.stringValue === key);

/** The spans that are wanted, of the lines that hold one of these texts: a line that holds none is not parsed. */
async function spansWith(
  file: string,
  texts: Iterable<string>,
  isWanted: (one: Emitted) => boolean,
): Promise<Emitted[]> {
  const any = [...texts];
  const found: Emitted[] = [];
  const handle = await open(file);
  try {
    let n = 0;
    for await (const line of handle.readLines()) {
      n++;
      if (any.some((text) => line.includes(text))) found.push(...spansOf(line, n).filter(isWanted));
    }
  } finally {
    await handle.close();
  }
  return found;
}

function spansOf(line: string, n: number): readonly Emitted[] {
  try {
    return spansIn(JSON.parse(line)).emitted;
  } catch (error) {
    throw new OtlpError(`Line ${n}: ${(error as Error).message}`);
  }
}
