import { resolve } from 'node:path';
import type { Command } from 'commander';
import { contexts } from '#contexts';
import { Config } from '#libs/config';
import {
  explain,
  explainText,
  limitsText,
  placesOf,
  readRoutes,
  routesConfig,
  RoutesError,
  type RouteTable,
} from '#libs/hosting/routes';
import { EXIT, Failure } from '../api/failure.js';
import { print, printJson } from '../print.js';

interface Options {
  readonly routes?: string;
  readonly json?: boolean;
}

const EXAMPLES = [
  'cleave routes explain /api/reports/2026 --routes routes.yaml',
  'cleave routes check --routes routes.yaml',
];

/** `cleave routes check|explain`: works without a running system. */
export function register(program: Command): void {
  const routes = program
    .command('routes')
    .description('Checks and explains the paths that other HTTP services answer behind the door.')
    .addHelpText('after', `\nExamples:\n${EXAMPLES.map((example) => `  ${example}\n`).join('')}`);
  const subcommand = (name: string, description: string): Command =>
    routes
      .command(name)
      .description(description)
      .option('--routes <file>', 'the routes file; without it that of CLEAVE_ROUTES')
      .option('--json', 'for programs');

  subcommand('explain', 'Says where a URL goes and why: prefix, target, who may call, limits.')
    .argument('<url>')
    .action((url: string, options: Options) => {
      const explained = explain(tableAt(options), url);
      if (options.json) printJson(explained);
      else print(explainText(explained));
    });

  subcommand('check', 'Refuses a file that cannot work, with lines and reasons.').action((options: Options) => {
    const { routes: all } = tableAt(options);
    if (options.json) return printJson({ ok: true, routes: all });
    const lines = all.map(
      ({ prefix, to, access, limits }) =>
        `${prefix} → ${placesOf(to).join(', ')}  ${[access].flat().join(', ')}; ${limitsText(limits)}`,
    );
    print([`it can work, with ${all.length} routes`, ...lines].join('\n'));
  });
}

/** With `--json` a file that cannot work is told as JSON, too. */
function tableAt({ routes, json }: Options): RouteTable {
  const file = routes ?? Config.read([routesConfig]).get(routesConfig).CLEAVE_ROUTES;
  if (!file) throw new Failure(EXIT.usage, 'Say which routes file is meant: --routes FILE, or CLEAVE_ROUTES.');
  const path = routes === undefined ? file : resolve(process.env.CLEAVE_CALLED_FROM ?? '', routes);
  try {
    return readRoutes(path, contexts.door.paths ?? [], file);
  } catch (error) {
    if (json && error instanceof RoutesError)
      printJson({ ok: false, code: error.code, file, problems: error.problems });
    throw error;
  }
}
