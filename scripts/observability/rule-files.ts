import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inDeploy } from './in-deploy.js';

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string; readonly burn?: string };
  readonly annotations: Readonly<Record<string, string>>;
}
interface RuleFile {
  readonly groups: readonly { readonly rules: readonly (Alert | { readonly record: string })[] }[];
}

/** Name of each rule file → its text. */
export const ruleFiles = (): ReadonlyMap<string, string> =>
  new Map(readdirSync(inDeploy('rules')).map((name) => [name, readFileSync(inDeploy(`rules/${name}`), 'utf8')]));

/** Every alert, in the order of the files. */
export const alerts = (): readonly Alert[] =>
  [...ruleFiles().values()].flatMap((text) =>
    (parse(text) as RuleFile).groups.flatMap(({ rules }) => rules.filter((rule): rule is Alert => 'alert' in rule)),
  );
