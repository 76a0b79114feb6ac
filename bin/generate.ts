// `npm run generate`: writes what is derived from the code and the suites, and committed beside them.

import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {publishedSchemas} from '../src/suite/format/published.ts';
import {readRegister} from '../src/suite/lint.ts';
import {register} from '../src/suite/lint/ids.ts';
import {readSuites} from '../src/suite/read.ts';
import {fail} from './fail.ts';
import {SUITES} from './root.ts';

try {
  await mkdir(join(SUITES, 'schema'), {recursive: true});
  for (const [name, schema] of Object.entries(publishedSchemas)) {
    await writeFile(join(SUITES, 'schema', `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
  const {ids} = await readRegister(SUITES);
  await writeFile(join(SUITES, 'ids.txt'), register(await readSuites(SUITES), ids));
} catch (error) {
  process.exitCode = fail(error);
}
