/** Invalid settings; `problems` names every wrong variable, never its value. */
export class ConfigurationError extends Error {
  readonly code = 'config.invalid';

  constructor(readonly problems: string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}
