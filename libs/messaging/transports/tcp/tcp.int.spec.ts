import { transportConformance } from '../conformance/transport-conformance.fixtures.js';
import { TcpLab } from './tcp-lab.fixtures.js';

transportConformance('TCP', () => Promise.resolve(new TcpLab()), ['wire']);
