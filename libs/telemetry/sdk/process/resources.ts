import { gauge, total } from '../../instrument.js';
import type { Metering } from '../../metering.js';

const CPU = total('process.cpu', 's', 'Processor time of the process, in user and system mode.');
const RESIDENT = gauge('process.resident_memory', 'By', 'Physical memory of the process.');
const HEAP = gauge('process.heap', 'By', 'Memory of JavaScript objects that are in use.');

export const observeResources = (metering: Metering): (() => void) =>
  metering.observe([CPU, RESIDENT, HEAP], (tell) => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    tell(CPU, (user + system) / 1e6);
    tell(RESIDENT, rss);
    tell(HEAP, heapUsed);
  });
