/** An error that the user can act on; printed as one sentence, without a stack. */
export class Failure extends Error {}

export const say = (line) => process.stderr.write(`${line}\n`);

/** Why a file or folder cannot be written, by error code of the operating system. */
const REASONS = {
  EROFS: 'the file system is read-only',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOSPC: 'the disk is full',
};

/** The text of an error for the user: a sentence for a known error, otherwise the stack. */
export function sentenceOf(error) {
  if (error instanceof Failure) return `cleave: ${error.message}`;
  const reason = REASONS[error.code];
  return reason && error.path ? `cleave: ${error.path} cannot be written: ${reason}.` : error.stack;
}

/** Why `npm ci` failed, from its stderr. */
export function sentenceOfNpm(code, errors) {
  const [, network] =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR)\b/.exec(
      errors,
    ) ?? [];
  if (network)
    return `the packages cannot be fetched: npm does not reach its registry (${network}). The first start needs a network; later ones do not.`;
  const [, denied] = new RegExp(`\\b(${Object.keys(REASONS).join('|')})\\b`).exec(errors) ?? [];
  if (denied) return `the packages cannot be installed: node_modules cannot be written: ${REASONS[denied]}.`;
  return `npm ci failed (${code ?? 'no answer in time'}):\n${errors.trim()}`;
}

/** Why the build failed, from the compiler's output. */
export function sentenceOfCompiler(output) {
  const [, , why] = /TS5033: Could not write file '([^']+)': (.*)/.exec(output) ?? [];
  if (why === undefined) return `the sources do not compile:\n${output}`;
  const [code] = Object.keys(REASONS).filter((one) => why.includes(one));
  return `dist/ cannot be written: ${REASONS[code] ?? why.trim()}.`;
}

/** Runs a script and ends the process with its exit code, or with 1 after an error. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    say(sentenceOf(error));
    process.exitCode = 1;
  }
}
