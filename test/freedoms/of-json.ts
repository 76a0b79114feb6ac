// How JSON may be written that means the same.

import {everyObject, isObject, json} from './freedom.ts';
import type {Freedom} from './freedom.ts';

const escape = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** RFC 8259, and problems by RFC 7807. */
export const OF_JSON: readonly Freedom[] = [
  {name: 'JSON with spaces', source: 'RFC 8259, 2', say: json((value) => value, (value) => `\n${JSON.stringify(value, null, '\t').replaceAll('\n', '\r\n')}\n`)},
  {name: 'JSON with members in another order', source: 'RFC 8259, 4', say: json((value) => everyObject(value, (object) => Object.fromEntries(Object.entries(object).reverse())))},
  // As the libraries of PHP, Go and .NET write them.
  {name: 'JSON with escapes', source: 'RFC 8259, 7', say: json((value) => value, (value) => JSON.stringify(value).replaceAll(/[^\0-\x7f]|[<>&'+`]/g, escape).replaceAll('/', '\\/'))},
  {name: 'JSON with numbers written otherwise', source: 'RFC 8259, 6', say: json((value) => value, (value) => JSON.stringify(value).replaceAll(/(?<=[:[,])(-?\d+)(?=[,\]}])/g, '$1.0'))},
  {
    name: 'a problem with more members', source: 'RFC 7807, 3.2',
    say: (answer, asked) => (answer.status < 400 ? answer : json((value) => (isObject(value) ? {...value, instance: '/errors/7f3a', trace: {id: '7f3a'}} : value))(answer, asked)),
  },
];
