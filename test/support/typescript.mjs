// Lets a process run the sources as they are: node --import <this file> x.ts
// For children of specs (with `dist` they would be green on a stale build) and for Jest's globalSetup.
import { readFileSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url))); // a start takes 1.3 s of CPU instead of 1.6

const ours = (url) => url?.startsWith('file:') && !url.includes('/node_modules/');

registerHooks({
  resolve(specifier, context, next) {
    const relative = specifier.startsWith('.') && ours(context.parentURL) && context.parentURL.endsWith('.ts');
    const conditions = [...context.conditions, 'source'];
    return next(relative ? specifier.replace(/\.js$/, '.ts') : specifier, { ...context, conditions });
  },
  load(url, context, next) {
    if (!ours(url) || !url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { filename });
    return { format: 'module', shortCircuit: true, source: code };
  },
});
