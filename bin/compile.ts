// npm run build, last step. Suites with mistakes are no reason not to build: mimcheck lint names them.

import {InputError} from '../src/error.ts';
import {compileLibrary} from './library.ts';

try {
  await compileLibrary();
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  process.stderr.write(`The suites have ${error.complaints.length} mistakes; mimcheck lint names them.\n`);
}
