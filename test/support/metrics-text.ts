type Labels = Readonly<Record<string, string>>;

interface Series {
  readonly name: string;
  readonly labels: Labels;
  readonly value: number;
}

const LINE = /^(\w+)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** What `/metrics` has answered. */
export class MetricsText {
  readonly series: readonly Series[];

  private constructor(
    readonly text: string,
    readonly contentType: string | null,
  ) {
    this.series = text.split('\n').flatMap((line) => seriesIn(line) ?? []);
  }

  /** @param management  URL of a management port */
  static async at(management: string): Promise<MetricsText> {
    const answer = await fetch(`${management}/metrics`);
    return new MetricsText(await answer.text(), answer.headers.get('content-type'));
  }

  /** The sum of those that have these labels, among others; undefined when there are none. */
  sum(name: string, labels: Labels = {}): number | undefined {
    const found = this.series.filter((one) => one.name === name && has(one, labels));
    return found.length ? found.reduce((sum, { value }) => sum + value, 0) : undefined;
  }

  get names(): ReadonlySet<string> {
    return new Set(this.series.map(({ name }) => name));
  }
}

function seriesIn(line: string): Series | undefined {
  const [, name, labels = '', value] = LINE.exec(line) ?? [];
  if (!name) return undefined;
  const pairs = [...labels.matchAll(LABEL)].map(([, label, text]) => [label!, text!] as const);
  return { name, labels: Object.fromEntries(pairs), value: Number(value) };
}

const has = ({ labels }: Series, wanted: Labels): boolean =>
  Object.entries(wanted).every(([label, value]) => labels[label] === value);
