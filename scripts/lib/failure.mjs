/** Something that the person at the keyboard can act upon; shown as its one sentence, without a stack. */
export class Failure extends Error {}

export const say = (line) => process.stderr.write(`${line}\n`);

/** Runs a script and ends the process with the exit code that it gives, or 1. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    say(error instanceof Failure ? `cleave: ${error.message}` : error.stack);
    process.exitCode = 1;
  }
}
