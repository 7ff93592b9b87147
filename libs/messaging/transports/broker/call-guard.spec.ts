import { Channels, keysFromSecret } from '#libs/keys';
import { newId } from '../../ids.js';
import { requestOf } from '../conformance/inn.fixtures.js';
import { Refusals } from '../proof/index.js';
import { answerOf, resultIn } from './answer.js';
import { CallGuard } from './call-guard.js';
import { proofOfCall } from './call-proof.js';
import type { BrokerCall } from './call.js';

const over = 'rabbitmq';
const clock = { now: () => 0, leftMs: ({ until }: { until: number }) => until, differenceMs: () => 0 };
const channelsOf = (...secrets: [string, string?]) => new Channels(keysFromSecret(...secrets));
const keyOf = (channels: Channels) => channels.keyOf('guest', 'inn', 'proof');

/** What the guard of `inn` says of a call that `guest` makes, each with the secrets that it has. */
function meet(guest: Channels, inn: Channels) {
  const refusals = new Refusals({ warn: () => undefined });
  const id = newId();
  const made: BrokerCall = { from: 'answers', sent: 0, until: 1_000, request: requestOf({ text: '?' }) };
  const call = { ...made, proof: proofOfCall({ key: keyOf(guest), over }, id, 'inn', made) };
  const admitted = new CallGuard({ over, channels: inn, clock, refusals }).admit(id, 'inn', call);
  const result = { unreachable: 'closed' };
  const answer = admitted && answerOf({ key: admitted.key, over }, id, result);
  return { answer: answer && resultIn({ key: keyOf(guest), over }, id, answer), refused: refusals.counts };
}

describe('while the secret is replaced', () => {
  it.each([
    ['1: only the one accepts the new', ['old'], ['old', 'new']],
    ['2: each makes its own', ['old', 'new'], ['new', 'old']],
    ['3: only the one accepts the old', ['new', 'old'], ['new']],
  ] as const)('in round %s: calls are admitted and answers believed, in both directions', (_, ours, theirs) => {
    const [one, other] = [channelsOf(...(ours as [string])), channelsOf(...(theirs as [string]))];
    for (const met of [meet(one, other), meet(other, one)])
      expect(met).toEqual({ answer: { unreachable: 'closed' }, refused: {} });
  });

  it('an answer has the key of its call, so that also one who accepts nothing else believes it', () => {
    expect(meet(channelsOf('old'), channelsOf('new', 'old')).answer).toEqual({ unreachable: 'closed' });
  });

  it('a third secret is worth nothing', () => {
    expect(meet(channelsOf('another'), channelsOf('new', 'old'))).toEqual({ refused: { forged: 1 } });
  });
});
