export interface Sample {
  /** The management port from which it was read. */
  readonly from: string;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}
export type Labels = Readonly<Record<string, string | RegExp>>;

/** A process that was stopped answers nothing, and is no sample then. */
const SCRAPE_MS = 2_000;

/** What Prometheus would read from all of them now. */
export async function scrape(managements: readonly string[]): Promise<readonly Sample[]> {
  const read = managements.map(async (from) => {
    const response = await fetch(`${from}/metrics`, { signal: AbortSignal.timeout(SCRAPE_MS) });
    return response.ok ? samplesIn(await response.text(), from) : [];
  });
  return (await Promise.allSettled(read)).flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

/** The samples of a page in Prometheus' text format. */
export const samplesIn = (page: string, from = ''): Sample[] =>
  [...page.matchAll(/^(\w+)(?:\{(.*)\})? (\S+)/gm)].map(([, name, labels, value]) => ({
    from,
    name: name!,
    labels: Object.fromEntries([...(labels ?? '').matchAll(/(\w+)="((?:\\.|[^"\\])*)"/g)].map(([, k, v]) => [k!, v!])),
    value: Number(value),
  }));

const isLike = (labels: Sample['labels'], wanted: Labels): boolean =>
  Object.entries(wanted).every(([name, value]) =>
    typeof value === 'string' ? labels[name] === value : value.test(labels[name] ?? ''),
  );

export const matching = (samples: readonly Sample[], name: string, labels: Labels = {}): readonly Sample[] =>
  samples.filter((sample) => sample.name === name && isLike(sample.labels, labels));

/** By how much a counter has risen in all processes; a process that was started again counts from nothing. */
export function increase(before: readonly Sample[], after: readonly Sample[], name: string, labels?: Labels): number {
  const keyOf = ({ from, labels: own }: Sample): string => from + JSON.stringify(own);
  const known = new Map(matching(before, name, labels).map((sample) => [keyOf(sample), sample.value]));
  return matching(after, name, labels).reduce((sum, sample) => {
    const was = known.get(keyOf(sample)) ?? 0;
    return sum + (sample.value >= was ? sample.value - was : sample.value);
  }, 0);
}
