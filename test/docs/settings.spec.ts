import { Config, type ConfigurationError } from '#libs/config';
import { allSections } from '../../scripts/docs/env-example.js';

const WRONG = 'hunter2\u0000';

/** What a start says of this value. */
function problemsOf(sections: Awaited<ReturnType<typeof allSections>>, name: string, value: string): readonly string[] {
  try {
    Config.read(sections, { [name]: value });
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

it('a wrong setting is one plain sentence, without the value and without the words of the validator', async () => {
  const sections = await allSections();
  const names = new Set(sections.flatMap(({ shape }) => Object.keys(shape)));
  const told = [...names].flatMap((name) => problemsOf(sections, name, WRONG).filter((one) => one.startsWith(name)));
  expect(told.length).toBeGreaterThan(20);
  expect(told.filter((one) => !/^[A-Z_]+ (must|is missing)\b[^\n]*\.$/.test(one))).toEqual([]);
  expect(told.join()).not.toMatch(/hunter2|[Ii]nvalid|expected|NaN/);
});
