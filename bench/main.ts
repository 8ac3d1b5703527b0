import { tableOf } from './ground/figure.js';
import { openGround } from './ground/server.js';
import { benchPosting } from './sections/posting.js';
const g = await openGround();
try { console.log(tableOf(await benchPosting(g, {rounds: Number(process.argv[2]??3), sliceMs: Number(process.argv[3]??1500), estates: 200, inFlight:[1,8,16,64,256]}))); } finally { await g.close(); }
