import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './sources.js';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: object;
}
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: true;
  readonly hasInstallScript?: true;
}
type Lock = { readonly packages: Readonly<Record<string, Locked>> };

const EXACT = /^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

/** Folders with packages of their own: ours, and those of tools that only CI installs. */
const folders = globSync('**/package-lock.json', { cwd: ROOT, exclude: (name) => name === 'node_modules' }).map(
  dirname,
);

describe.each(folders)('the packages of %s', (name) => {
  const folder = join(ROOT, name);
  const { dependencies, devDependencies, optionalDependencies, overrides } = read<Manifest>(
    join(folder, 'package.json'),
  );
  const { packages } = read<Lock>(join(folder, 'package-lock.json'));
  const locked = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link);

  it('are named by exact versions', () => {
    const named = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(([, version]) => !EXACT.test(version))).toEqual([]);
  });

  it('are locked to their content, each of them', () => {
    expect(locked.length).toBeGreaterThan(0);
    expect(locked.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))).toEqual([]);
  });

  it('come from the registry of whoever installs them, and from no URL or repository', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(JSON.stringify(overrides ?? {})).not.toMatch(/https?:|git|file:/);
  });
});

it('a package that runs a script when it is installed has been looked at, and is allowed it or not', () => {
  const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>(join(ROOT, 'package.json'));
  const { packages } = read<Lock>(join(ROOT, 'package-lock.json'));
  const running = Object.entries(packages).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = running.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect([...new Set(names)].filter((name) => !(name in allowScripts))).toEqual([]);
});
