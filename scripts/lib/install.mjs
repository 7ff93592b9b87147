import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Failure, say, sentenceOfNpm } from './failure.mjs';
import { exclusively } from './lock.mjs';
import { checkNode } from './node.mjs';
import { inRoot } from './root.mjs';

const STAMP = inRoot('node_modules', '.cleave-installed');
const NPM_MS = 15 * 60_000;

/** Runs `npm ci` when node_modules is missing or differs from the lock file. */
export async function ensureInstalled() {
  checkNode();
  if (isInstalled()) return;
  await exclusively(
    'install',
    async () => {
      if (isInstalled()) return;
      const started = Date.now();
      say('cleave: installing packages (needed once, about a minute) …');
      const progress = setInterval(() => say(`cleave: … still installing, ${seconds(started)} s`), 20_000);
      try {
        await npmCi();
      } finally {
        clearInterval(progress);
      }
      writeFileSync(STAMP, wanted());
      say(`cleave: packages installed in ${seconds(started)} s`);
    },
    () => say('cleave: another start of this clone is installing the packages; waiting for it …'),
  );
}

const seconds = (started) => Math.round((Date.now() - started) / 1_000);
const wanted = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');

function isInstalled() {
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted()) return true;
  if (!matchesLock()) return false;
  writeFileSync(STAMP, wanted());
  return true;
}

/** Compares the lock file with the one that npm writes into node_modules at its end, also when the user has run npm directly. */
function matchesLock() {
  const note = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const installed = packagesIn(note);
  return Object.entries(packagesIn(inRoot('package-lock.json'))).every(([path, { version, optional }]) => {
    const found = installed[path]?.version;
    return path === '' || found === version || (optional && found === undefined);
  });
}

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

/** Prints errors only: the warnings of 600 packages are of no use to somebody who starts the program. */
async function npmCi() {
  // with NODE_ENV=production npm would leave out the compiler, which the first start needs
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
    '--progress=false',
  ];
  const cli = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const child = spawn(cli[0], [...cli.slice(1), ...args], {
    cwd: inRoot(),
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: NPM_MS,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-4_000)));
  const code = await new Promise((resolve) => child.once('error', () => resolve('no npm')).once('close', resolve));
  if (code === 'no npm') throw new Failure('npm is not on the PATH; install Node with npm.');
  if (code !== 0) throw new Failure(sentenceOfNpm(code, errors));
}
