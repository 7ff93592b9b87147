import { acceptance } from './acceptance.js';

// All contexts in one process; the other placements are test/placements/placement.e2e.spec.ts
acceptance();
