import { from, lastValueFrom, toArray } from 'rxjs';
import { BookFlight, RoomHeld, trip, TripTimer } from '#libs/testing/sagas';
import { route } from './index.js';

class AdvanceTrip {
  constructor(
    readonly tripId: string,
    readonly fact: object,
  ) {}
}
const routed = (facts: object[]) =>
  lastValueFrom(
    from(facts).pipe(
      route(trip, (key, fact) => new AdvanceTrip(key, fact)),
      toArray(),
    ),
  );

test('every fact of the table goes to the saga of its key', async () => {
  const facts = trip.facts.map((Fact, index) => new Fact({ tripId: `trip-${index}`, reason: 'full', timerId: '1' }));
  expect(await routed(facts)).toEqual(facts.map((fact, index) => new AdvanceTrip(`trip-${index}`, fact)));
});

test('nothing else does', async () => {
  const timer = new TripTimer({ tripId: 'paris', timerId: '1' });
  expect(
    await routed([new BookFlight({ tripId: 'paris' }), {}, new RoomHeld({ tripId: 'paris' }), new Date(), timer]),
  ).toHaveLength(2);
});
