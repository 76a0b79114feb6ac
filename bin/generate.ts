// `npm run generate`: writes what is derived from the code and the suites, and committed beside them.

import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {publishedSchemas} from '../src/suite/format/published.ts';
import {readRegister} from '../src/suite/lint.ts';
import {register} from '../src/suite/lint/ids.ts';
import {wordingRegister} from '../src/suite/lint/wordings.ts';
import {readSuites} from '../src/suite/read.ts';
import {clauseSetSchema} from '../src/tender/format/clause-set.ts';
import {publishedTenderSchemas} from '../src/tender/format/published.ts';
import {fail} from './fail.ts';
import {ROOT, SUITES} from './root.ts';

try {
  await mkdir(join(SUITES, 'schema'), {recursive: true});
  for (const [name, schema] of Object.entries({...publishedSchemas, ...publishedTenderSchemas})) {
    await writeFile(join(SUITES, 'schema', `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
  const {ids, wordings} = await readRegister(SUITES);
  const library = await readSuites(SUITES);
  await writeFile(join(ROOT, 'src', 'tender', 'clause-set.schema.json'), `${JSON.stringify(clauseSetSchema, null, 2)}\n`);
  await writeFile(join(SUITES, 'ids.txt'), register(library, ids));
  await writeFile(join(SUITES, 'wordings.txt'), wordingRegister(library, wordings));
} catch (error) {
  process.exitCode = await fail(error);
}
