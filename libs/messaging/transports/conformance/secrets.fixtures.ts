import { channels } from '#test/channels';
import { newId } from '../../ids.js';
import { Seals } from '../../seal/seals.js';
import { frameOf, messageOf, Whisper } from './inn.fixtures.js';
import type { Case } from './lab.fixtures.js';
import { openGuest, openInn } from './stay.fixtures.js';

const WORD = 'a word that nobody else may read';
const ALOUD = 'this may be heard';

/** Beyond what contexts send each other. */
export const secrets: Case = (lab) => {
  test('a sealed field is read by its receiver, and by nobody on the way', async () => {
    const [{ inn }, { bus, carrier }] = [await openInn(lab()), await openGuest(lab())];
    const heard = ['inn-1', 'guest-1'].map((process) => lab().network?.tap(process));
    const whisper = new Whisper({ word: WORD, aloud: ALOUD });
    expect(await bus.request(whisper)).toEqual({ letters: WORD.length });

    const sealed = new Seals('guest', channels).bodyOf(Whisper.contract, whisper, newId(), 'inn');
    const ids = [newId(), newId()] as const;
    const bodies = [new Seals('guest', channels).bodyOf(Whisper.contract, whisper, ids[0], 'inn'), sealed];
    const [mine, others] = ids.map((id, i) => ({ ...messageOf({}, Whisper.contract.name), id, body: bodies[i]! }));
    const receipts = await carrier.deliver(frameOf([mine!, others!]));
    expect(receipts).toMatchObject([
      { id: ids[0], outcome: 'done' },
      { id: ids[1], outcome: 'failed', permanent: true, error: { code: 'message.not-opened' } },
    ]);
    expect(inn.words).toEqual([WORD, WORD]);

    const all = heard.map((tap) => tap?.() ?? Buffer.from(ALOUD));
    expect(all.every((bytes) => !bytes.includes(WORD))).toBe(true);
    expect(all.some(({ length }) => length > 0)).toBe(true); // it was listened to
  });
};
