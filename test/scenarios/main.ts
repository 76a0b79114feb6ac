// npm run scenarios [-- --record] [NAME…]: writes anew what follows from the recordings; with --record, makes these anew first.

import {readFileSync, writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {fileOf, judged, record, scenarios} from './scenario.ts';

const {values, positionals} = parseArgs({options: {record: {type: 'boolean', default: false}}, allowPositionals: true});
for (const name of positionals) if (!scenarios().includes(name)) throw new Error(`there is no scenario '${name}'; there are ${scenarios().join(', ')}`);
for (const scenario of positionals.length > 0 ? positionals : scenarios()) {
  const path = fileOf(scenario, 'journal.jsonl');
  if (values.record) writeFileSync(path, await record(scenario));
  for (const [file, text] of await judged(readFileSync(path, 'utf8'))) writeFileSync(fileOf(scenario, file), text);
  process.stdout.write(`${scenario}\n`);
}
