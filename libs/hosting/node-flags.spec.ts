import { nodeFlags } from './node-flags.js';

it('passes on how sources are read, and nothing that concerns the supervisor alone', () => {
  const ours = [
    '--enable-source-maps',
    '--max-semi-space-size=64',
    '--env-file=.env',
    '--inspect',
    '--import',
    'x.mjs',
  ];
  expect(nodeFlags(1, ours)).toEqual(['--enable-source-maps', '--import', 'x.mjs', '--max-semi-space-size=16']);
  expect(nodeFlags(6, ['--env-file', '.env'])).toEqual(['--max-semi-space-size=64']);
});
