// npm run build, last step. Suites with mistakes are no reason not to build: mimcheck lint names them.

import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {compiledTemplates} from '../reports/render.ts';
import {InputError} from '../src/error.ts';
import {counted} from '../src/how-many.ts';
import {compiledSchemas} from '../src/json-schema/own.ts';
import {targetSchema} from '../src/suite/format/target.ts';
import {rememberBuilt} from './built.ts';
import {compileLibrary} from './library.ts';
import {compileTenders} from './tenders.ts';
import {ROOT, TEMPLATES} from './root.ts';

try {
  await compileLibrary();
  await compileTenders();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`The suites have ${counted(error.complaints.length, 'mistake')}, which mimcheck lint names.\n`);
}
const templates = readdirSync(TEMPLATES, {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith('.hbs')).sort();
// Beside those who look for them, as they are and as they are packed.
const beside = (folders: readonly string[], name: string, text: string): void => folders.forEach((folder) => writeFileSync(join(ROOT, 'dist', folder, name), text));
beside(['reports', 'packed'], 'compiled-templates.cjs', await compiledTemplates(templates.map((name) => (
  {source: readFileSync(join(TEMPLATES, name), 'utf8'), escape: name.endsWith('.html.hbs')}
))));
// Every run begins with a target.
beside(['src/json-schema', 'packed'], 'compiled-schemas.cjs', await compiledSchemas([targetSchema]));
rememberBuilt();
