import { PlacementError } from './placement-error.js';
import type { Placement } from './placement.js';

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]{0,99})\}/g;
const URL_SHAPE = /^postgres(?:ql)?:\/\/(?:([^\s/?#@:]+)(?::([^\s/?#@]*))?@)?([^\s/?#@]+)\/[^\s]+$/;

/**
 * Why a database URL of a placement is invalid; undefined: it is valid. It is a PostgreSQL URL in which `${NAME}` stands for an
 * environment variable, or only such a reference. A password in it is refused, since placement files are in a repository.
 */
export function urlProblem(url: string): string | undefined {
  if (url.replaceAll(REFERENCE, '') === '' && url !== '') return undefined;
  const [shaped, , password] = URL_SHAPE.exec(url) ?? [];
  if (!shaped || url.replaceAll(REFERENCE, '').includes('${'))
    return 'must be postgresql://user:${PASSWORD}@host:5432/database or a variable such as ${ORDERS_DATABASE_URL}';
  if (password !== undefined && password.replaceAll(REFERENCE, '') !== '')
    return 'holds a password; write ${NAME} in its place and set NAME in the environment';
  return undefined;
}

/** `host:port` of a URL, without the secrets in it; of a mere reference, the reference. */
export const serverOf = (url: string): string => URL_SHAPE.exec(url)?.[3] ?? url;

/**
 * The URL of a context's database with the variables filled in; undefined when the placement gives it none. Secrets enter here and
 * nowhere else: a `Placement` that is logged, shown or written has none. Throws PlacementError when a variable is not set.
 */
export function databaseUrlOf(
  { file, databases }: Placement,
  context: string,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const missing = new Set<string>();
  const url = databases[context]?.url?.replaceAll(REFERENCE, (_, name: string) => {
    if (!env[name]) missing.add(name);
    return env[name] ?? '';
  });
  if (missing.size) {
    const reason = `the database of ${context} needs ${[...missing].join(' and ')} in the environment`;
    throw new PlacementError(file, [{ reason }]);
  }
  return url;
}

/** The variables from which a placement takes the URLs of these databases. @defaultValue of all */
export const variablesIn = ({ databases }: Placement, names = Object.keys(databases)): readonly string[] =>
  names.flatMap((name) => [...(databases[name]?.url ?? '').matchAll(REFERENCE)].map(([, variable]) => variable!));
