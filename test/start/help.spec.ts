import { spawnSync } from 'node:child_process';

it('npm start -- --help prints examples and starts nothing', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/start.mjs', '--help'], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const example of [
    'npm start -- --split payments',
    '--placement FILE',
    '--discovery consul',
    '--transport redis',
    '--transport rabbitmq',
    'PORT=0 npm start',
  ])
    expect(stdout).toContain(example);
  expect(stdout).toMatch(/six,\n +which take 1\.1 GB/);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
});
