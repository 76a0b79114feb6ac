// npm run golden: writes the committed documents anew. Read the difference before committing it.

import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {GOLDEN, folderOf, goldenFiles} from './build.ts';

for (const golden of GOLDEN) {
  mkdirSync(folderOf(golden), {recursive: true});
  for (const [name, text] of await goldenFiles(golden)) {
    writeFileSync(join(folderOf(golden), name), text);
    process.stdout.write(`${join(folderOf(golden), name)}\n`);
  }
}
