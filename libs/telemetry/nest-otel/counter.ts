import type { OtelMethodCounter as NestMethodCounter } from 'nestjs-otel';
import { nestOtel } from './load.js';

/** `@OtelMethodCounter` of nestjs-otel: counts the calls of a method. Where telemetry is off, the method stays what it is. */
export const OtelMethodCounter: typeof NestMethodCounter = nestOtel?.OtelMethodCounter ?? (() => () => undefined);
