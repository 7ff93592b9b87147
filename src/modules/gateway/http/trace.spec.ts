import type { FastifyRequest } from 'fastify';
import { traceOf } from './trace.js';

const request = (traceparent?: string | string[]) =>
  ({ headers: { traceparent }, traceparent: '' }) as unknown as FastifyRequest;
const [trace, span] = ['4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7'];

it('a valid trace goes on', () => {
  expect(traceOf(request(`00-${trace}-${span}-01`))).toBe(`00-${trace}-${span}-01`);
});

it.each([
  undefined,
  '',
  `00-${'0'.repeat(32)}-${span}-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `ff-${trace}-${span}-01`,
  `00-${trace.toUpperCase()}-${span}-01`,
  `00-${trace}-${span}-01-more`,
  `00-${trace}-${span}-01\nx`,
  [`00-${trace}-${span}-01`],
])('%j begins a new one', (header) => {
  const asked = request(header);
  expect(traceOf(asked)).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
  expect(traceOf(asked)).toBe(traceOf(asked));
  expect(traceOf(asked)).not.toContain(trace);
});
