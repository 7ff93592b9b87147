import { counter, metering } from '#libs/telemetry';
import type { Trouble } from '../inbox/trouble.js';

const TROUBLES = counter(
  'cleave.database.troubles',
  '{batch}',
  'Batches that an error of the database has stopped. They are decided again; what the error means is the trouble.',
);

export const troubled = (context: string, trouble: Trouble): void => metering?.add(TROUBLES, { context, trouble });
