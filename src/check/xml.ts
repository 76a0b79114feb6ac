import type {Json} from '../model.ts';
import {excerpt} from './body.ts';
import type {Check} from './check.ts';
import {match, startMatching} from './matcher.ts';

/** `xml:` an XML body as an object, partially. Entities are not expanded and nothing outside is loaded. */
export const xml: Check = {
  kind: 'xml',
  readsBody: true,
  async compare(options, subject, {touch}) {
    const {XMLParser, XMLValidator} = await import('fast-xml-parser');
    const wellFormed = XMLValidator.validate(subject.body);
    const doctype = /<!DOCTYPE/i.test(subject.body);
    if (wellFormed !== true || doctype) {
      const actual = doctype ? 'a document type declaration' : excerpt(subject.body);
      return {mismatches: [{code: 'body-not-xml', where: 'body', expected: 'XML', actual, option: ''}], compared: 1};
    }
    const parser = new XMLParser({
      ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, processEntities: false, parseTagValue: false, parseAttributeValue: false,
    });
    let value: Json;
    try {
      value = parser.parse(subject.body) as Json;
    } catch (error) {
      // It refuses what could harm a program, such as a thousand levels or the name `__proto__`: our choice, not the platform's fault.
      const actual = error instanceof Error ? error.message : String(error);
      return {mismatches: [{code: 'body-not-xml', blame: 'harness', where: 'body', expected: 'XML', actual, option: ''}], compared: 1};
    }
    const run = startMatching(new Map(), touch);
    match(options, value, {where: '', option: ''}, run);
    return {mismatches: run.out, compared: run.count};
  },
};
