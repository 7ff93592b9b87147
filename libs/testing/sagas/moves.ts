import type { Journals, Turn } from './journals.js';
import type { Letter } from './mail.js';
import { Mail } from './mail.js';
import type { Manners, Reaction } from './side.js';
import { asked, settled, undone } from './side.js';
import { World } from './world.js';

export interface Setting {
  readonly journals: Pick<Journals<object>, 'start' | 'take'>;
  readonly manners: Readonly<Record<string, Manners>>;
  /** Whether operators act on a compensation that failed. */
  readonly people: boolean;
}

export type Move = readonly [label: string, to: World];

export function firstWorld({ journals, manners }: Setting): World {
  const steps = Object.keys(manners);
  const sides = Object.fromEntries(steps.map((step) => [step, 'untouched' as const]));
  const turn = journals.start();
  return turned(new World(turn.to, sides, Mail.none(steps)), turn);
}

/** Everything that can happen next. */
export function* movesOf(setting: Setting, world: World): Generator<Move> {
  for (const letter of world.mail.letters())
    yield* arrival(setting, world.with({ mail: world.mail.arrived(letter) }), letter);
  for (const [step, side] of Object.entries(world.sides)) {
    for (const reaction of settled(side, setting.manners[step]!)) yield reacted(world, step, 'settles', reaction);
  }
  yield* intervention(setting, world, 'abort');
  if (setting.people && world.progress === 'compensation-failed') yield* help(setting, world);
}

function* arrival(setting: Setting, world: World, letter: Letter): Generator<Move> {
  if (letter === 'timer') return yield* ringing(setting, world);
  const [kind, step] = letter.split(' ') as [string, string];
  const side = world.sides[step]!;
  if (kind === 'do')
    for (const reaction of asked(side, setting.manners[step]!)) yield reacted(world, step, kind, reaction);
  else if (kind === 'undo') for (const reaction of undone(side)) yield reacted(world, step, kind, reaction);
  else yield [letter, turned(world, setting.journals.take(world.journal, letter))];
}

/** Nobody knows how much time has passed: whoever is waited for has none left, or has some. */
function* ringing({ journals }: Setting, world: World): Generator<Move> {
  for (const when of ['timer', 'timer early']) yield [when, turned(world, journals.take(world.journal, when))];
}

function* help(setting: Setting, world: World): Generator<Move> {
  for (const step of Object.keys(world.sides)) {
    yield* intervention(setting, world, `retry ${step}`);
    yield* intervention(setting, world, `skip ${step}`);
    // Whoever vouches that nothing is held has seen to it.
    yield* intervention(setting, world.with({ sides: { ...world.sides, [step]: 'undone' } }), `force ${step}`);
  }
}

function* intervention({ journals }: Setting, world: World, letter: Letter): Generator<Move> {
  const turn = journals.take(world.journal, letter);
  if (turn.taken) yield [letter, turned(world, turn)];
}

function reacted(world: World, step: string, why: string, { side, answers }: Reaction): Move {
  const mail = world.mail.posting(answers.map((answer) => `${answer} ${step}`));
  return [`${why} ${step}: ${side}`, world.with({ sides: { ...world.sides, [step]: side }, mail })];
}

function turned(world: World, { to, sends, stops, sets, outcome }: Turn): World {
  if (outcome && world.outcome) throw new Error(`"${outcome}" is told after "${world.outcome}"`);
  const mail = world.mail.without(stops ? ['timer'] : []).posting(sets ? [...sends, 'timer'] : sends);
  return world.with({ journal: to, mail, outcome });
}
