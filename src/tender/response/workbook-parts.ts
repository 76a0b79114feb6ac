// The parts of an office file as XML, read without anything that XML could do besides holding text.

import type {InputError} from '../../error.ts';

/** An element; what it lacks is empty. */
export interface XmlNode {
  readonly attribute: (name: string) => string;
  /** Every element at the end of a path of names. */
  readonly all: (...path: readonly string[]) => readonly XmlNode[];
  readonly has: (name: string) => boolean;
  /** Text of the first element of this name. */
  readonly text: (name: string) => string;
  /** The text of a string, whose runs may have looks of their own. */
  readonly richText: () => string;
}

export interface Parts {
  readonly has: (name: string) => boolean;
  readonly text: (name: string) => string | null;
  readonly xml: (name: string) => XmlNode;
}

type Refuse = (message: string) => InputError;
type Raw = unknown;

/** Opens the parts of an office file; `refuse` makes the error for one that is not XML. */
export async function openParts(files: ReadonlyMap<string, Uint8Array>, refuse: Refuse): Promise<Parts> {
  const {XMLParser} = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, trimValues: false, htmlEntities: true, ignoreDeclaration: true, ignorePiTags: true,
  });
  const text = (name: string): string | null => {
    const bytes = files.get(name);
    if (bytes === undefined) return null;
    try {
      return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    } catch {
      throw refuse(`holds a part that is not in UTF-8 (${name})`);
    }
  };
  return {
    has: (name) => files.has(name),
    text,
    xml: (name) => {
      const source = text(name);
      if (source === null) throw refuse(`lacks a part (${name})`);
      if (/<!DOCTYPE|<!ENTITY/i.test(source)) throw refuse(`holds a document type declaration (${name})`);
      try {
        return node(parser.parse(source));
      } catch (error) {
        throw refuse(`holds a part that cannot be read (${name}: ${error instanceof Error ? error.message : String(error)})`);
      }
    },
  };
}

function node(raw: Raw): XmlNode {
  const members = (name: string): readonly Raw[] => {
    const value = typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, Raw>>)[name] : undefined;
    if (value === undefined) return [];
    return Array.isArray(value) ? value : [value];
  };
  const all = (...[name, ...rest]: readonly string[]): readonly XmlNode[] => {
    if (name === undefined) return [];
    const found = members(name).map(node);
    return rest.length === 0 ? found : found.flatMap((one) => one.all(...rest));
  };
  const own = (value: Raw): string => (typeof value === 'string' ? value : typeof value === 'object' && value !== null ? own((value as Readonly<Record<string, Raw>>)['#text'] ?? '') : '');
  const text = (name: string): string => members(name).slice(0, 1).map(own).join('');
  return {
    attribute: (name) => own(members(`@${name}`)[0] ?? ''),
    all,
    has: (name) => members(name).length > 0,
    text,
    richText: () => unescape([...members('t').map(own), ...members('r').map((run) => node(run).text('t'))].join('')),
  };
}

/** Office programs write characters that XML lacks, and carriage returns, as `_x000D_`. */
function unescape(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
