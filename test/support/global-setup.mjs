// Jest loads this with Node itself, which needs our hooks to read the sources.
import './typescript.mjs';

export default async () => (await import('./postgres-setup.ts')).setup();
