import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import { Config, section } from '#libs/config';

export const corsConfig = section('origins', {
  CLEAVE_CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .refine((origins) => origins.every(isOrigin), 'must be a list of origins such as https://shop.example')
    .optional()
    .describe(
      'Origins, such as https://shop.example, whose pages may read answers of the API in a browser. None without it; there is no wildcard.',
    ),
});

/** Lets pages of the configured origins ask the API and read its answers. A browser refuses it to every other page. */
export function allowOrigins(app: NestFastifyApplication): void {
  const { CLEAVE_CORS_ORIGINS: origin } = app.get(Config).get(corsConfig);
  if (!origin) return;
  app.enableCors({
    origin: [...origin],
    credentials: false, // a token in a header is sent by the page itself, never by the browser
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'if-match',
      'if-none-match',
      'last-event-id',
      'prefer',
      'traceparent',
    ],
    exposedHeaders: [
      'age',
      'deprecation',
      'etag',
      'link',
      'location',
      'preference-applied',
      'ratelimit',
      'ratelimit-policy',
      'retry-after',
      'sunset',
    ],
    maxAge: 600,
    preflightContinue: true, // to the hooks that set the security headers
    strictPreflight: false, // its refusal would be plain text
  });
}

/** Scheme, host and port, exactly as a browser sends them. */
const isOrigin = (text: string): boolean =>
  /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
