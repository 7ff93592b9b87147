import { Logger } from '@nestjs/common';
import { absence } from './absence.fixtures.js';
import { broken, forgetful, mangled } from './books.fixtures.js';
import { broker } from './broker.fixtures.js';
import { forgery } from './forgery.fixtures.js';
import { frames, limits } from './frames.fixtures.js';
import { releaseAll } from './inn.fixtures.js';
import type { Ability, Case, Lab } from './lab.fixtures.js';
import { replicas } from './replicas.fixtures.js';
import { requests } from './requests.fixtures.js';
import { secrets } from './secrets.fixtures.js';

/**
 * The conformance suite of every transport. An adapter's spec calls it with a function that makes a fresh lab for each test, and with
 * the lab's abilities; cases that need other abilities are reported as skipped.
 */
export function transportConformance(name: string, makeLab: () => Promise<Lab>, has: readonly Ability[]): void {
  const part = (title: string, run: Case, needs?: Ability): void => {
    const isAble = !needs || has.includes(needs);
    (isAble ? describe : describe.skip)(isAble ? title : `${title} (there is no ${needs})`, () => {
      let lab: Lab;
      beforeEach(async () => {
        lab = await makeLab();
      });
      afterEach(() => {
        releaseAll();
        return lab.close();
      });
      run(() => lab);
    });
  };
  describe(`over ${name}`, () => {
    beforeAll(() => Logger.overrideLogger(false)); // the errors of these tests are intended
    part('requests', requests);
    part('frames', frames);
    part('limits of the wire', limits, 'wire');
    part('secrets', secrets);
    part('somebody who reaches the wire', forgery, 'wire');
    part('somebody is away', absence, 'wire');
    part('two replicas', replicas, 'wire');
    part('the broker', broker, 'broker');
    part('the books of two contexts over a bad network', mangled);
    part('the books of two contexts over breaking connections', broken, 'wire');
    part('the books of two contexts over a bad broker', forgetful, 'broker');
  });
}
