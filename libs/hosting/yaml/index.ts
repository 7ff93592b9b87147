/** YAML files that people write: read with a limit, and every problem with its line, its column and what was probably meant. */
export { didYouMean, nearest, quoted } from './did-you-mean.js';
export { inOrder, problemLines, type FileProblem } from './file-problem.js';
export { readText } from './read-text.js';
export { shapeProblems, type Issue } from './shape-problems.js';
export { Source, type Path } from './source.js';
