import {execFile} from 'node:child_process';
import {resolve} from 'node:path';
import {promisify} from 'node:util';
import {expect, it} from 'vitest';

it('a reader that takes the first line and closes the pipe gets that line, and no trouble', async () => {
  const {stdout, stderr} = await promisify(execFile)('sh', ['-c', `'${process.execPath}' '${resolve('dist/packed/mimcheck.js')}' list cases | head -n 1`]);
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('');
});
