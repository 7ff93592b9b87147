import { findProgram } from '#libs/processes';

/** Describes what needs Prometheus; where there is none, it says so and skips. */
export function describeWithPrometheus(name: string, body: () => void): void {
  if (findProgram('prometheus') && findProgram('promtool')) return describe(name, body);
  process.stderr.write(`\nSKIPPED, for want of prometheus on the PATH (apt-get install prometheus): ${name}\n`);
  describe.skip(name, body);
}
