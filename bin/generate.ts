// `npm run generate`: writes what is derived from the code and the suites, and committed beside them.

import {writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {join} from 'node:path';
import {publishedSchemas} from '../src/suite/format/published.ts';

const suites = fileURLToPath(new URL('../../suites', import.meta.url));

for (const [name, schema] of Object.entries(publishedSchemas)) {
  await writeFile(join(suites, 'schema', `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
}
