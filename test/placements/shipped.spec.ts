import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contexts } from '#contexts';
import {
  diff,
  diffText,
  monolithPlacement,
  namesOf,
  parsePlacement,
  readPlacement,
  show,
  showMermaid,
  showText,
  splitPlacement,
  type Placement,
} from '#libs/hosting/placement';

const FOLDER = fileURLToPath(new URL('../../placements/', import.meta.url));
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.yaml'));
const shipped = (file: string): Placement => readPlacement(`${FOLDER}${file}`, contexts, {}, `placements/${file}`);

it('there are four', () => {
  expect(files.toSorted()).toEqual(['microservices.yaml', 'monolith.yaml', 'pairs.yaml', 'split-payments.yaml']);
});

describe.each(files)('placements/%s', (file) => {
  it('tells editors its schema', () => {
    const [first] = readFileSync(`${FOLDER}${file}`, 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=./placement.schema.json');
  });

  it('can be shown, drawn and compared, every context in its place', () => {
    const shownAs = show(shipped(file), contexts);
    for (const { name, contexts: hosted } of shipped(file).processes) {
      expect(showText(shownAs)).toMatch(new RegExp(`^  ${name} +${hosted.join(', ')}$`, 'm'));
      expect(showMermaid(shownAs)).toContain(`subgraph process_${name.replaceAll('-', '_')}[`);
    }
    expect(
      shipped(file)
        .processes.flatMap((one) => one.contexts)
        .toSorted(),
    ).toEqual(namesOf(contexts).toSorted());
    expect(diffText(diff(shipped('monolith.yaml'), shipped(file), contexts))).toContain(`→ placements/${file}`);
  });
});

it.each([
  ['monolith.yaml', monolithPlacement(contexts)],
  ['split-payments.yaml', splitPlacement(contexts, ['payments'])],
])('placements/%s is what npm start does without a file', (file, placement) => {
  expect({ ...shipped(file), file: '', unnamed: [] }).toEqual({ ...placement, file: '' });
});

it('what comments show can be written', () => {
  const examples = /^# (?=( {2})*(payments|replicas|address|management|databases|url|pool)\b)/gm;
  const cluster = readFileSync(`${FOLDER}split-payments.yaml`, 'utf8').replace('\n  payments:\n', '\n');
  expect(parsePlacement(cluster.replaceAll(examples, ''), 'cluster', contexts)).toMatchObject({
    processes: [{ name: 'rest' }, { name: 'payments', replicas: 2, management: [9100, 9100] }],
    databases: { payments: { url: '${PAYMENTS_DATABASE_URL}', pool: 10 } },
  });
  const pairs = readFileSync(`${FOLDER}pairs.yaml`, 'utf8').replaceAll(/^# (?=pairs:| {2}- )/gm, '');
  expect(parsePlacement(pairs, 'pairs', contexts).pairs).toHaveLength(1);
});
