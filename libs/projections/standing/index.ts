export { observeCopies, type Counted } from './observe-copies.js';
export { MOST_STANDINGS, standingsOf, type Standing } from './standings.js';
