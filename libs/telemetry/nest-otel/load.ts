import '@nestjs/common'; // nestjs-otel requires both: Jest takes them for a cycle unless they are evaluated before it
import '@nestjs/core';
import { metering } from '../metering.js';
import { tracing } from '../tracing.js';

/** The package; undefined, and not loaded, where telemetry is off. It has to be started before this file is loaded. */
export const nestOtel = (tracing ?? metering) && (await import('nestjs-otel'));
export const api = nestOtel && (await import('@opentelemetry/api'));
