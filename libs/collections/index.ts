export { PassingMap } from './passing-map.js';
export { PassingSet } from './passing-set.js';
export { Recent } from './recent.js';
