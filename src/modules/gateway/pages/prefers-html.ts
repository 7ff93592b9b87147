/**
 * Whether a client prefers a page to JSON (RFC 9110, 12.5.1): the more specific range counts, then its `q`. JSON wins a tie, so that
 * curl and programs, which accept anything, get JSON, and a browser, which names text/html, gets the page.
 */
export function prefersHtml(accept: string): boolean {
  const ranges = accept.split(',').map(rangeOf);
  return qualityOf('text/html', ranges) > qualityOf('application/json', ranges);
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangeOf(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { type, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

function qualityOf(type: string, ranges: readonly Range[]): number {
  const asGoodAs = [type, `${type.split('/')[0]}/*`, '*/*'];
  const range = asGoodAs.map((one) => ranges.find((known) => known.type === one)).find(Boolean);
  return range?.quality ?? 0;
}
