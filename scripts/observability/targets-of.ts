/** A process that runs, as it describes itself in `run/process.*.json` of the data folder. */
export interface Scraped {
  readonly process: string;
  readonly replica: string;
  /** URL of its management port. */
  readonly management: string;
}

/** Prometheus's list of them (file_sd). A process keeps its `instance` when it comes back on another port. */
export const targetsOf = (members: readonly Scraped[]): string => {
  const targets = members.map(({ process, replica, management }) => ({
    targets: [new URL(management).host],
    labels: { instance: `${process}-${replica}`, process },
  }));
  return `${JSON.stringify(targets, null, 2)}\n`;
};
