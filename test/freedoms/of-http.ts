// How fields may be written that mean the same.

import {everyField, fields} from './freedom.ts';
import type {Freedom} from './freedom.ts';

/** The first letter of each word the other way round: `no-store` and `No-Store`. */
const otherCase = (text: string): string => text.replaceAll(/[a-z]+/gi, (word) => (word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word.toLowerCase()));

const LISTS = ['allow', 'vary', 'cache-control', 'accept-patch', 'access-control-allow-methods', 'access-control-allow-headers', 'access-control-expose-headers'];

/** Says the attributes of a cookie otherwise, and nothing of its name and value. */
function cookie(change: (attributes: readonly string[]) => readonly string[]) {
  return fields(['set-cookie'], (value) => {
    const [pair = '', ...attributes] = value.split(/;\s*/);
    return [[pair, ...change(attributes)].join('; ')];
  });
}

/** RFC 9110 and what builds on it. */
export const OF_HTTP: readonly Freedom[] = [
  {name: 'field names in capitals', source: 'RFC 9110, 5.1', say: everyField(([name, value]) => [[name.toUpperCase(), value]])},
  {name: 'field names in small letters', source: 'RFC 9110, 5.1', say: everyField(([name, value]) => [[name.toLowerCase(), value]])},
  {name: 'fields that nobody knows', source: 'RFC 9110, 5.1', say: (answer) => ({...answer, headers: [['X-Request-Id', '7f3a'], ...answer.headers, ['X-Cache', 'MISS']]})},
  {name: 'fields in another order', source: 'RFC 9110, 5.3', say: (answer) => ({...answer, headers: answer.headers.toSorted(([a], [b]) => b.toLowerCase().localeCompare(a.toLowerCase(), 'en'))})},
  {name: 'lists in one field an item', source: 'RFC 9110, 5.3', say: fields(LISTS, (value) => value.split(/\s*,\s*/))},
  {name: 'lists without spaces, and with an empty item', source: 'RFC 9110, 5.6.1', say: fields(LISTS, (value) => [`${value.split(/\s*,\s*/).join(',')},`])},
  {name: 'a media type with a charset', source: 'RFC 9110, 8.3.1; RFC 8259, 11: the parameter means nothing for JSON', say: fields(['content-type'], (value) => [/;\s*charset=/i.test(value) ? value : `${value};charset=utf-8`])},
  {name: 'a media type in other letters', source: 'RFC 9110, 8.3.1', say: fields(['content-type'], (value) => [value.replace(/^[^;]*/, otherCase)])},
  {name: 'an absolute Location', source: 'RFC 9110, 10.2.2', say: fields(['location'], (value, {url}) => [new URL(value, url).href])},
  {name: 'a link in the header that nobody asked for', source: 'RFC 8288, 3', say: (answer) => ({...answer, headers: [['Link', '<https://city.example/help>; rel="help"; title="How, and why"'], ...answer.headers]})},
  {name: 'links in one field each', source: 'RFC 8288, 3; RFC 9110, 5.3', say: fields(['link'], (value) => value.split(/,\s*(?=<)/))},
  {name: 'links with parameters in no quotes', source: 'RFC 8288, 3', say: fields(['link'], (value) => [value.replaceAll(/="([!#$%&'*+.^_`|~\w-]+)"/g, '=$1')])},
  {name: 'links with other spaces', source: 'RFC 8288, 3; RFC 9110, 5.6.3', say: fields(['link'], (value) => [value.replaceAll(/>\s*;\s*/g, '> ;  ')])},
  {name: 'links without spaces', source: 'RFC 8288, 3; RFC 9110, 5.6.3', say: fields(['link'], (value) => [value.replaceAll(/\s*;\s*(?=[\w*]+=)/g, ';')])},
  {name: 'links with parameter names in other letters', source: 'RFC 8288, 3: names of parameters are not case-sensitive', say: fields(['link'], (value) => [value.replaceAll(/;(\s*)(rel|type|title|hreflang)=/g, (_, space: string, name: string) => `;${space}${otherCase(name)}=`)])},
  {name: 'Cache-Control in other letters', source: 'RFC 9111, 5.2', say: fields(['cache-control'], (value) => [value.replaceAll(/[a-z-]+(?=[=,\s]|$)/g, otherCase)])},
  {name: 'schemes of authentication in other letters', source: 'RFC 9110, 11.1', say: fields(['www-authenticate'], (value) => [value.replace(/^[\w-]+/, otherCase)])},
  {name: 'X-Content-Type-Options in other letters', source: 'Fetch, 3.7', say: fields(['x-content-type-options'], (value) => [otherCase(value)])},
  {name: 'Strict-Transport-Security in other letters and another order', source: 'RFC 6797, 6.1', say: fields(['strict-transport-security'], (value) => [value.split(/\s*;\s*/).reverse().map((part) => part.replace(/^[\w-]+/, otherCase)).join(' ; ')])},
  {name: 'names of CSP directives in other letters, and spaces', source: 'Content Security Policy 3, 2.2.1', say: fields(['content-security-policy'], (value) => [value.split(/\s*;\s*/).filter((part) => part !== '').map((part) => part.replace(/^[\w-]+/, otherCase)).join(' ;  ')])},
  {name: 'attributes of cookies in other letters', source: 'RFC 6265, 5.2', say: cookie((attributes) => attributes.map((one) => one.replace(/^[\w-]+/, otherCase).replace(/(?<=^samesite=)\w+/i, otherCase)))},
  {name: 'attributes of cookies in another order', source: 'RFC 6265, 5.2', say: cookie((attributes) => attributes.toReversed())},
];
