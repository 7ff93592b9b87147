// The thread in which the documents of orders are built and written (ProjectorThread).
import { workerData } from 'node:worker_threads';
import { newsForParent, serveProjectors } from '#libs/projections/feeding';
import { projectorsFor, type ProjectorsGiven } from './projectors-for.js';

serveProjectors(projectorsFor(workerData as ProjectorsGiven, newsForParent));
