import { Workload } from './workload.js';

let now = 0;
let workload: Workload;
beforeEach(() => {
  now = 1_000_000;
  workload = new Workload(() => now);
});

/** So many commands are let in and answered, each with a timer that goes on. */
const begin = (count: number): void => {
  for (let n = 0; n < count; n++) workload.begin();
  workload.set(count);
  for (let n = 0; n < count; n++) workload.end();
};

/** Every tenth of a second so many begin, and so many end. */
const pass = (seconds: number, each: { begun: number; ended: number }): void => {
  for (let n = 0; n < seconds * 10; n++) {
    begin(each.begun);
    workload.drop(each.ended);
    now += 100;
  }
};

it('a command that set a timer ends with the timer, and not with its answer', () => {
  workload.begin();
  workload.set(1);
  workload.end();
  expect(workload).toMatchObject({ underWay: 1, perSecond: 0 });
  workload.drop(1);
  expect(workload).toMatchObject({ underWay: 0, perSecond: 10 });
});

it('a command that set none ends with its answer', () => {
  workload.begin();
  expect(workload.underWay).toBe(1);
  workload.end();
  expect(workload.underWay).toBe(0);
});

it('the rate is that of the last seconds in which there was work, however long nobody came before', () => {
  pass(1, { begun: 50, ended: 40 });
  now += 60_000;
  workload.drop(100);
  now += 60_000;
  expect(workload.perSecond).toBe(0);
  pass(1, { begun: 50, ended: 40 });
  expect(workload.perSecond).toBeCloseTo(400);
});

it('a rate that rises is seen within a second, not only when three are over', () => {
  pass(3, { begun: 20, ended: 10 });
  pass(1, { begun: 100, ended: 100 });
  expect(workload.perSecond).toBeGreaterThan(900);
});

it('the rate falls when nothing ends any more', () => {
  pass(3, { begun: 100, ended: 90 });
  pass(1.5, { begun: 0, ended: 0 });
  expect(workload.perSecond).toBeGreaterThan(400);
  expect(workload.perSecond).toBeLessThan(500);
  pass(2, { begun: 0, ended: 0 });
  expect(workload.perSecond).toBe(0);
});

it('the oldest is as old as the youngest of those that began before all that are under way', () => {
  pass(2, { begun: 20, ended: 10 });
  expect(workload.underWay).toBe(200);
  expect(workload.oldestMs).toBe(1_000);
});

it('a few that never end make nobody old', () => {
  begin(5);
  pass(10, { begun: 20, ended: 20 });
  expect(workload.underWay).toBe(5);
  expect(workload.oldestMs).toBeLessThanOrEqual(100);
});

it('what was under way before a restart is old', () => {
  workload.correct(1_000);
  expect(workload).toMatchObject({ underWay: 1_000, oldestMs: 3_000 });
});

it('is never less than nothing, also when others have ended more than was known', () => {
  workload.drop(3);
  workload.correct(-3);
  expect(workload.underWay).toBe(0);
});
