import { ConfigurationError } from '#libs/config';
import { Api } from './api.js';
import { Cannot } from './cannot.js';
import { follow, type Ending } from './follow.js';
import { runningSystem } from './running-system.js';
import { storiesOf } from './stories.js';
import { isAsItShould, summary } from './summary.js';
import { say, Teller } from './teller.js';

const NOT_SHOWN = 2;

/** Places some orders through the public API of a running system and prints their progress. Exit code 0: all ended as expected. */
async function demo(): Promise<number> {
  const { url, staff: credentials } = await runningSystem();
  const client = () => new Api(url, () => say('         … the system does not answer; it is asked again'));
  const api = client();
  const staff = credentials && client();
  if (credentials) await staff!.signIn(credentials);
  const email = await api.signUp();
  const all = storiesOf(await api.products());
  const stories = all.filter(({ returns }) => staff || !returns);
  say(`Cleave at ${url}: ${stories.length} orders by ${email}`);

  const endings: Ending[] = [];
  for (const [n, story] of stories.entries()) {
    const teller = new Teller(`${n + 1}  ${story.title}`);
    endings.push(await follow(story, api, staff, teller));
  }
  say(`\n${summary(endings)}`);
  if (!staff)
    say('\nOnly staff may refund: with CLEAVE_OPERATOR_EMAIL and CLEAVE_OPERATOR_PASSWORD there is one more.');
  return endings.every(isAsItShould) ? 0 : 1;
}

try {
  process.exitCode = await demo();
} catch (error) {
  const isKnown = error instanceof Cannot || error instanceof ConfigurationError;
  process.stderr.write(`demo: ${isKnown ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = NOT_SHOWN;
}
