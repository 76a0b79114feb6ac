import {describe, expect, it} from 'vitest';
import {InputError} from '../../src/error.ts';
import {resolveSecret} from '../../src/target/secrets.ts';

const sources = {
  env: {TOKEN: 's3cret', EMPTY: ''},
  readFile: (path: string): string => {
    if (path === 'token.txt') return 's3cret\n';
    if (path === 'empty.txt') return '\n';
    throw Object.assign(new Error('no such file'), {code: 'ENOENT'});
  },
};

describe('resolveSecret', () => {
  it('takes a secret from the environment, from a file, or as it stands', () => {
    expect(resolveSecret({env: 'TOKEN'}, 'auth.a.token', sources)).toBe('s3cret');
    expect(resolveSecret({file: 'token.txt'}, 'auth.a.token', sources)).toBe('s3cret');
    expect(resolveSecret('plain', 'auth.a.token', sources)).toBe('plain');
  });

  it.each([
    [{env: 'NOTHING'}, 'auth.a.token the environment variable NOTHING is not set (set NOTHING and try again)'],
    [{env: 'EMPTY'}, 'auth.a.token the environment variable EMPTY is empty (set EMPTY and try again)'],
    [{file: 'none.txt'}, 'auth.a.token the file none.txt cannot be read (ENOENT) (check the path, which is relative to the target file)'],
    [{file: 'empty.txt'}, 'auth.a.token the file empty.txt is empty'],
  ])('says what is missing: %j', (secret, message) => {
    expect(() => resolveSecret(secret, 'auth.a.token', sources)).toThrow(InputError);
    expect(() => resolveSecret(secret, 'auth.a.token', sources)).toThrow(message);
  });
});
