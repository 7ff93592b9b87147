import type { Explorable } from './journals.js';
import { Graph } from './graph.js';
import { Journals } from './journals.js';
import type { Setting } from './moves.js';
import { firstWorld, movesOf } from './moves.js';
import type { Manners } from './side.js';
import type { World } from './world.js';

export interface ExploreOptions {
  /** Operators retry, skip and force compensations that failed. @defaultValue true */
  people?: boolean;
  /** The other side may not know for a while whether it has succeeded. @defaultValue true */
  dawdling?: boolean;
  /** The other side may succeed after it has definitely refused. @defaultValue false */
  contradictions?: boolean;
  /** Gives up beyond so many states. @defaultValue 3 000 000 */
  atMost?: number;
  /** Where the summary goes. @defaultValue standard output */
  print?: (line: string) => void;
}

/** Something that must hold in every state. */
export type Rules = Readonly<Record<string, (world: World) => boolean>>;

export interface Explored {
  readonly states: number;
  readonly moves: number;
}

/**
 * A model checker: visits every reachable state of a saga and the contexts around it: each step done, refused, unknown for a while or
 * never answered; messages duplicated, late and in any order; the timer early, on time, late and duplicated; a cancellation at any
 * time; operators. `await explore(checkout, order).keeps({ 'cancelled only when nothing is held': (world) => … })`.
 */
export function explore<Data extends object>(saga: Explorable<Data>, data: Data, options: ExploreOptions = {}) {
  return { keeps: async (rules: Rules): Promise<Explored> => new Exploration(saga, data, options).keeps(rules) };
}

/** Rules for every saga. */
const ALWAYS: Rules = {
  'a saga is never forgotten: it is at its end, or a person was asked, or a timer is running': (world) =>
    !world.isForgotten,
};

/** Breadth first, so that the path shown for a violated rule is a shortest one. */
class Exploration<Data extends object> {
  readonly #graph = new Graph<World>((world) => world.key);
  readonly #setting: Setting;

  constructor(
    private readonly saga: Explorable<Data>,
    data: Data,
    private readonly options: ExploreOptions,
  ) {
    const { people = true, dawdling = true, contradictions = false } = options;
    const manners = saga.table.steps.map(({ name, refused, undo, pivot }): [string, Manners] => [
      name,
      {
        refuses: Boolean(refused),
        dawdles: dawdling,
        contradicts: contradictions && Boolean(undo),
        reconsiders: !undo && !pivot,
      },
    ]);
    this.#setting = { journals: new Journals(saga, data), manners: Object.fromEntries(manners), people };
  }

  keeps(rules: Rules): Explored {
    const began = performance.now();
    const all = Object.entries({ ...ALWAYS, ...rules });
    this.#graph.begin(firstWorld(this.#setting));
    for (const [number, world] of this.#graph.nodes()) {
      const broken = all.find(([, holds]) => !holds(world));
      if (broken) this.#fail(`broken rule: ${broken[0]}`, number);
      this.#goOn(number, world);
    }
    const stuck = this.#graph.cannotReach((world) => world.progress === 'done');
    if (stuck !== undefined) this.#fail('the saga cannot come to an end any more', stuck);
    return this.#report(Object.keys(rules).length, performance.now() - began);
  }

  #goOn(number: number, world: World): void {
    try {
      for (const [label, to] of movesOf(this.#setting, world)) this.#graph.move(number, label, to);
    } catch (cause) {
      this.#fail((cause as Error).message, number, cause);
    }
    const { atMost = 3_000_000 } = this.options;
    if (this.#graph.size > atMost) this.#fail(`more than ${atMost.toLocaleString('en')} states`, number);
  }

  #fail(what: string, number: number, cause?: unknown): never {
    const world = this.#graph.at(number);
    const held = Object.entries(world.sides)
      .map(([step, side]) => `${step} is ${side}`)
      .join(', ');
    const way = this.#graph.wayTo(number).join('\n  ');
    throw new Error(`${what}\n  ${way}\n  => ${world.progress}, told: ${world.outcome ?? 'nothing'}; ${held}`, {
      cause,
    });
  }

  #report(rules: number, ms: number): Explored {
    const { print = (line: string) => process.stdout.write(`${line}\n`) } = this.options;
    const { saga, version } = this.saga.table;
    const explored = { states: this.#graph.size, moves: this.#graph.moves };
    const [states, moves] = [explored.states.toLocaleString('en'), explored.moves.toLocaleString('en')];
    print(
      `${saga}.v${version}: ${states} states, ${moves} moves, ${rules} rules kept in each (${(ms / 1000).toFixed(1)} s)`,
    );
    return explored;
  }
}
