import { existsSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './root.mjs';

// TypeORM 1.1 refuses older ones, and Jest needs 24.9 for ES modules
const OLDEST = [24, 11];
const PACKAGE = `node-${process.platform}-${process.arch}`;

const isNewEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** The Node that runs Cleave: this one when it is new enough, else the one that came with `npm ci`. */
export function nodeProgram() {
  if (isNewEnough()) return process.execPath;
  const program = inRoot('node_modules', PACKAGE, 'bin', 'node');
  if (existsSync(program)) return program;
  throw new Failure(
    `Node ${process.versions.node} is too old, and no newer one comes by npm for ${process.platform}-${process.arch}: ` +
      `install Node ${OLDEST.join('.')} or later (supported: Linux x64 and arm64 with glibc, macOS).`,
  );
}
