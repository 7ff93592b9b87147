export { Admission, type Closed } from './admission.js';
export { Census } from './census.js';
export { Workload } from './workload.js';
