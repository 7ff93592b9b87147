import { z } from 'zod';

const status = z.enum(['healthy', 'unhealthy']);

export const Served = z.object({ status }).meta({ id: 'Served', examples: [{ status: 'healthy' }] });
export const Health = z
  .object({
    status,
    checks: z
      .record(z.string(), z.object({ status: z.enum(['up', 'down']), reason: z.string().optional() }))
      .describe('By context, and `process`; the reason says what one that is down waits for.'),
  })
  .meta({
    id: 'Health',
    examples: [{ status: 'healthy', checks: { orders: { status: 'up' }, process: { status: 'up' } } }],
  });
