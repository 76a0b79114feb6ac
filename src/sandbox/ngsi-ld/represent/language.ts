// The language filter (clause 4.15): one string in place of a language map.

import {isObject, type Json, type JsonObject} from '../json.ts';
import type {Instance} from '../model.ts';

/** A LanguageProperty as a Property in the best language for a `lang` filter; other kinds unchanged. */
export function inLanguage<T extends Instance>(instance: T, filter: string): T {
  if (instance.kind !== 'LanguageProperty' || !isObject(instance.value)) return instance;
  const lang = bestLanguage(instance.value, filter);
  return {...instance, kind: 'Property', value: instance.value[lang] as Json, plain: {...instance.plain, lang}};
}

function bestLanguage(map: JsonObject, filter: string): string {
  const available = Object.keys(map);
  for (const range of ranges(filter)) {
    const found = range === '*' ? available[0] : matching(available, range);
    if (found !== undefined) return found;
  }
  return available.find((language) => language === '@none') ?? (available[0] as string);
}

/** The exact tag, else a more special one, else a more general one. */
function matching(available: readonly string[], range: string): string | undefined {
  const wanted = range.toLowerCase();
  const general = wanted.includes('-') ? wanted.slice(0, wanted.lastIndexOf('-')) : undefined;
  return (
    available.find((language) => language.toLowerCase() === wanted) ??
    available.find((language) => language.toLowerCase().startsWith(`${wanted}-`)) ??
    (general === undefined ? undefined : matching(available, general))
  );
}

function ranges(filter: string): readonly string[] {
  return filter
    .split(',')
    .map((part, index) => {
      const [range = '', ...parameters] = part
        .trim()
        .split(';')
        .map((piece) => piece.trim());
      const weight = parameters.find((parameter) => parameter.startsWith('q='));
      return {range, index, q: weight === undefined ? 1 : Number(weight.slice(2))};
    })
    .toSorted((a, b) => b.q - a.q || a.index - b.index)
    .map(({range}) => range);
}
