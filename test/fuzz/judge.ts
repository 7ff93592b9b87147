import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { type ApiDocument, pointer, type Response } from './document.js';
import type { Received } from './client.js';
import type { Shot } from './requests.js';

const PROBLEM = 'application/problem+json';
const PROBLEM_MEMBERS = ['type', 'title', 'status', 'detail', 'instance', 'code', 'traceId'];
const EVERY_ANSWER = [
  'x-content-type-options',
  'content-security-policy',
  'referrer-policy',
  'strict-transport-security',
];
const INSIDE =
  /\bat .+:\d+:\d+\)?|node_modules|\bSELECT .+ FROM\b|\bINSERT INTO\b|violates .+ constraint|QueryFailed|ECONNREFUSED/;
/** What says "come again" without fault of anybody: the load of the fuzz itself. */
const BUSY = ['context.overloaded', 'message.busy', 'request.in-progress'];
const NEEDED: Readonly<Record<number, string>> = {
  401: 'www-authenticate',
  405: 'allow',
  429: 'retry-after',
  503: 'retry-after',
};

interface Problem {
  readonly status: number;
  readonly code: string;
  readonly type: string;
  readonly instance: string;
  readonly traceId: string;
}

/** Holds answers against the document. */
export class Judge {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: false, logger: false });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    (formats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema(document as object, 'api');
  }

  /** What is wrong with the answer, as sentences. */
  faultsOf(shot: Shot, answer: Received): readonly string[] {
    const { status, headers } = answer;
    const documented = shot.meetsRoute ? shot.route.operation.responses[status] : undefined;
    const media = Object.keys(documented?.content ?? { [PROBLEM]: {} });
    const isProblem = status >= 400 && shot.method !== 'HEAD' && media.join() === PROBLEM;
    const missing = [...EVERY_ANSWER, ...(NEEDED[status] ? [NEEDED[status]] : [])].filter((name) => !headers[name]);
    return [
      ...missing.map((name) => `it has no ${name}`),
      ...(shot.meetsRoute && !documented ? [`its status ${status} is not documented`] : []),
      ...(documented ? this.againstRoute(shot, documented, answer) : []),
      ...(isProblem ? problemFaults(shot, documented, answer) : []),
      ...(status >= 400 && INSIDE.test(answer.text) ? ['it tells of what is inside'] : []),
      ...(status >= 500 && !isBusy(answer) ? [`it is a ${status}`] : []),
    ];
  }

  private againstRoute(
    { route }: Shot,
    { content, headers = {} }: Response,
    { status, ...answer }: Received,
  ): string[] {
    const media = answer.headers['content-type']?.split(';')[0] ?? '';
    const lost = Object.entries(headers).filter(
      ([name, { required }]) => required && !answer.headers[name.toLowerCase()],
    );
    const told = lost.map(([name]) => `it has no ${name}, which is documented as required`);
    if (!content) return answer.text ? [...told, `it has a body, and ${status} documents none`] : told;
    if (!content[media]) return [...told, `its media type "${media}" is not documented`];
    if (!/json$/.test(media)) return told;
    const validate = this.schemaOf(
      pointer('paths', route.path, route.method.toLowerCase(), 'responses', String(status), 'content', media, 'schema'),
    );
    const body = parsed(answer.text);
    return body === undefined || !validate(body)
      ? [...told, `its body does not fit: ${this.ajv.errorsText(validate.errors)}`]
      : told;
  }

  private schemaOf(path: string): ValidateFunction {
    const known = this.compiled.get(path) ?? this.ajv.compile({ $ref: `api#${encodeURI(path)}` });
    this.compiled.set(path, known);
    return known;
  }
}

function problemFaults(
  { target }: Shot,
  documented: Response | undefined,
  { status, headers, text }: Received,
): string[] {
  if (!headers['content-type']?.startsWith(PROBLEM)) return [`its problem is "${headers['content-type']}"`];
  const problem = parsed(text) as Problem | undefined;
  if (!problem) return ['its problem is no JSON'];
  const codes = documented?.['x-codes'];
  return [
    ...PROBLEM_MEMBERS.filter((name) => !(name in problem)).map((name) => `its problem has no ${name}`),
    ...(problem.status === status ? [] : [`its problem says ${problem.status}`]),
    ...(problem.type === `urn:cleave:problem:${problem.code}` ? [] : [`its type is ${problem.type}`]),
    ...(/^[0-9a-f]{32}$/.test(problem.traceId) ? [] : [`its trace is ${problem.traceId}`]),
    // 408 without one: of this request nothing had been read yet when its connection, idle until then, was ended
    ...(problem.instance === target.split('?', 1)[0] || (status === 408 && !problem.instance)
      ? []
      : [`its instance is ${problem.instance}`]),
    ...(codes && !codes.includes(problem.code) ? [`its code ${problem.code} is not documented for ${status}`] : []),
  ];
}

const isBusy = ({ status, text }: Received): boolean =>
  status === 503 && BUSY.includes((parsed(text) as Problem | undefined)?.code ?? '');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
