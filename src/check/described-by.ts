import type {Json, JsonObject} from '../model.ts';
import {parseBody} from './body.ts';
import {isObject, member} from './check.ts';
import type {Check, Mismatch, Subject} from './check.ts';
import {headerValue, mediaType} from './headers.ts';
import {resolve} from './openapi/document.ts';
import {findContent, findOperation, findResponse} from './openapi/find.ts';
import {hold} from './openapi/hold.ts';
import {namesParameter} from './openapi/parameters.ts';

/**
 * `described-by: { document: "{{ description }}", at: "{{ endpoint.url }}" }`: the answer is what an OpenAPI description (3.1 or later), which an
 * earlier step has fetched, says of it: path, method, status, header fields, media type and, where it is JSON, the body by its schema. With
 * `parameter: limit` it is only looked whether the operation that was asked names this parameter of the query.
 */
export const describedBy: Check = {
  kind: 'described-by',
  readsBody: true,
  async compare(options, subject, {touch}) {
    const {document, at, parameter} = options as {readonly document: Json; readonly at: string; readonly parameter?: Json};
    if (!isObject(document)) return {mismatches: [notDescribed('', 'an OpenAPI description')], compared: 1};
    const asked = findOperation(subject, document, at);
    if (asked.kind === 'operation' && parameter !== undefined) {
      const named = namesParameter(String(parameter), asked, document);
      const mismatch = named === false ? notDescribed('', `parameter ${String(parameter)}`) : named === true ? null : leadsNowhere(named, '');
      return {mismatches: mismatch === null ? [] : [mismatch], compared: 1};
    }
    const found = asked.kind === 'operation' ? findResponse(subject, asked.operation, document) : asked;
    if (found.kind === 'nothing') return {mismatches: [notDescribed('', found.what)], compared: 1};
    if (found.kind !== 'response') return {mismatches: [leadsNowhere(found, '')], compared: 1};
    touch('', 'type');
    const {response} = found;
    return {mismatches: [...await inHeaders(response, subject, document), ...await inBody(response, subject, document)], compared: 1};
  },
};

const notDescribed = (where: string, what: string): Mismatch => ({code: 'not-described', where, expected: 'a description', actual: what, option: ''});

/** A reference into nothing is the vendor's; one to another document is beyond us, for nothing is fetched. */
function leadsNowhere({kind, reference}: {readonly kind: 'broken' | 'outside'; readonly reference: string}, where: string): Mismatch {
  return kind === 'broken'
    ? {code: 'reference-broken', where, expected: reference, actual: null, option: ''}
    : {code: 'schema-unusable', blame: 'harness', where, expected: `a reference to ${reference}`, actual: null, option: ''};
}

async function inBody(response: JsonObject, subject: Subject, document: JsonObject): Promise<readonly Mismatch[]> {
  const described = isObject(response['content']) && Object.keys(response['content']).length > 0;
  // What is sent is to be described; where nothing is said of content, nothing may be sent.
  if (subject.asked === 'HEAD' || (!described && subject.body === '')) return [];
  const type = headerValue(subject.headers, 'Content-Type');
  const content = findContent(response, subject);
  if (content === undefined) return [notDescribed('header Content-Type', type ?? 'no media type')];
  const schema = member(content, 'schema');
  if (schema === undefined || !isJson(mediaType(type ?? ''))) return [];
  const body = parseBody(subject);
  return body.ok ? hold(schema, body.value, {document, where: ''}) : [body.mismatch];
}

/** application/json, and whatever ends in +json (RFC 6839, 3.1). */
export const isJson = (type: string): boolean => /^[^/]+\/(json|[^/]+\+json)$/.test(type);

async function inHeaders(response: JsonObject, {headers}: Subject, document: JsonObject): Promise<readonly Mismatch[]> {
  const described = response['headers'];
  const found = await Promise.all(Object.entries(isObject(described) ? described : {}).map(async ([name, written]): Promise<readonly Mismatch[]> => {
    // A description of Content-Type is to be disregarded (Response Object).
    if (name.toLowerCase() === 'content-type') return [];
    const where = `header ${name}`;
    const header = resolve(written, document);
    if (header.kind !== 'found') return [leadsNowhere(header, where)];
    const text = headerValue(headers, name);
    if (text === null) return member(header.value, 'required') === true ? [{code: 'header-missing', where, expected: 'required', actual: null, option: ''}] : [];
    const schema = member(header.value, 'schema');
    const value = schema === undefined ? undefined : deserialized(text, schema, document);
    if (schema === undefined || value === undefined) return [];
    return (await hold(schema, value, {document, where: ''})).map((one) => ({...one, where: one.where === '' ? where : `${where}${one.where}`}));
  }));
  return found.flat();
}

/** What a field or parameter, where a list is parted by commas, stands for by the type in its schema; undefined where that does not tell. */
export function deserialized(text: string, schema: Json, document: JsonObject): Json | undefined {
  const resolved = resolve(schema, document);
  if (resolved.kind !== 'found') return text;
  const types = [member(resolved.value, 'type') ?? []].flat();
  if (types.includes('array')) {
    const items = member(resolved.value, 'items') ?? true;
    return text.split(',').map((one) => deserialized(one.trim(), items, document) ?? one.trim());
  }
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true';
  return types.length === 0 || types.includes('object') ? undefined : text;
}
