import { problemAnswer } from '#libs/hosting/http';
import { sentenceOf } from '../problems/sentences.js';

const INSTANCE = '/v1/orders';
const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const FIELDS = { 'request.invalid': { errors: [{ pointer: '/lines/0/quantity', detail: 'Too small' }] } };

/** The answer with this code, made as the gateway makes it. */
export function problemExample(code: string, status: number) {
  const fields = FIELDS[code as keyof typeof FIELDS];
  const { body } = problemAnswer({ status, code, detail: sentenceOf(code, status), ...fields }, INSTANCE, TRACE);
  return { summary: code, value: JSON.parse(body) as unknown };
}

/** The codes of an answer, each with what it says. */
export const problemText = (codes: ReadonlySet<string>, status: number): string =>
  [...codes].map((code) => `- \`${code}\`: ${sentenceOf(code, status)}`).join('\n');
