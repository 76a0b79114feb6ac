// What a platform is free to do: to say the same in another way that its standard leaves open. Whoever fails it for that is wrong.

import type {Answer, HeaderField, Json, JsonObject} from '../../src/model.ts';

/** What an answer answers. */
export interface Asked {
  readonly mechanism: string;
  /** Upper case; of a notification the empty text. */
  readonly method: string;
  readonly url: string;
}

/** Says an answer in another way; gives back the same object where there is nothing to say otherwise. */
export type Say = (answer: Answer, asked: Asked) => Answer;

/** One way to say the same. */
export interface Freedom {
  readonly name: string;
  /** Where it is left open. */
  readonly source: string;
  /** Who claims this feature has given it up. */
  readonly unless?: string;
  readonly say: Say;
}

/** Changes every header field; none, one or several may stand for it. */
export const everyField = (change: (field: HeaderField) => readonly HeaderField[]): Say => (answer) => ({...answer, headers: answer.headers.flatMap(change)});

/** Changes the fields of these names, in small letters. */
export function fields(names: readonly string[], change: (value: string, asked: Asked) => readonly string[]): Say {
  return (answer, asked) => everyField(([name, value]) => (names.includes(name.toLowerCase()) ? change(value, asked).map((one): HeaderField => [name, one]) : [[name, value]]))(answer, asked);
}

/** Only for a mechanism. */
export const only = (mechanism: string, say: Say): Say => (answer, asked) => (asked.mechanism === mechanism ? say(answer, asked) : answer);

/** The media type of an answer in small letters, without parameters; the empty text where there is none. */
export function mediaTypeOf({headers}: Answer): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1].replace(/;.*$/, '').trim().toLowerCase() ?? '';
}

/** Writes another body. */
export function withBody(answer: Answer, body: string): Answer {
  return {...answer, body, bytes: Buffer.byteLength(body)};
}

/** Changes a JSON body, and how it is written. */
export function json(change: (value: Json, asked: Asked) => Json, write?: (value: Json) => string): Say {
  return (answer, asked) => {
    if (answer.body === '' || !/[/+]json$/.test(mediaTypeOf(answer))) return answer;
    const value = JSON.parse(answer.body) as Json;
    const changed = change(value, asked);
    if (write !== undefined) return withBody(answer, write(changed));
    return JSON.stringify(changed) === JSON.stringify(value) ? answer : withBody(answer, JSON.stringify(changed));
  };
}

/** Whether a value is an object. */
export function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Changes every object in a value, the innermost first. */
export function everyObject(value: Json, change: (object: JsonObject) => JsonObject): Json {
  if (Array.isArray(value)) return value.map((item: Json) => everyObject(item, change));
  return isObject(value) ? change(mapValues(value, (item) => everyObject(item, change))) : value;
}

/** Changes every member of an object. */
export function mapValues(object: JsonObject, change: (value: Json, name: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}

/** An object without one of its members. */
export function without(name: string, object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([own]) => own !== name));
}
