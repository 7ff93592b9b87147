import { endStuck } from './end-stuck.js';

process.stderr.write = process.stdout.write.bind(process.stdout); // the spec reads one of them
endStuck('shop: a batch did not end within 20 s');
