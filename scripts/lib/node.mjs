import { existsSync, readFileSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot } from './root.mjs';

// the same number is in libs/hosting/node-version, for programs that are started without a script
// TypeORM 1.1 refuses older ones, and Jest needs 24.9 for ES modules
const OLDEST = [24, 11];
const PACKAGE = `node-${process.platform}-${process.arch}`;

const isNewEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** Throws a Failure before `npm ci`, which takes a minute, when it has no Node for this platform either. */
export function checkNode() {
  const { optionalDependencies } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  if (!isNewEnough() && !(PACKAGE in optionalDependencies)) throw tooOld();
}

/** The Node that runs Cleave: this one if it is new enough, otherwise the one that `npm ci` has installed. */
export function nodeProgram() {
  if (isNewEnough()) return process.execPath;
  const program = inRoot('node_modules', PACKAGE, 'bin', 'node');
  if (existsSync(program)) return program;
  throw tooOld();
}

const tooOld = () =>
  new Failure(
    `Node ${process.versions.node} is too old, and no newer one comes by npm for ${process.platform}-${process.arch}: ` +
      `install Node ${OLDEST.join('.')} or later (supported: Linux x64 and arm64 with glibc, macOS).`,
  );
