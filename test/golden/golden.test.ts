import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {GOLDEN, folderOf, goldenFiles} from './build.ts';

test.each(GOLDEN)('the documents of $profile in $language are those that are committed, byte for byte (npm run golden writes them anew)', async (golden) => {
  for (const [name, text] of await goldenFiles(golden)) expect(text).toBe(readFileSync(join(folderOf(golden), name), 'utf8'));
});
