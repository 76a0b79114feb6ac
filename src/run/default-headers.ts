import type {HeaderField} from '../model.ts';

/**
 * The headers of an endpoint with what is sent unless the target says otherwise. Nearly every client sends an `Accept`, and a platform that cannot
 * do without one breaks one clause, not a thousand cases: those that try it take the header away.
 */
export function withDefaults(own: readonly HeaderField[], agent: string): readonly HeaderField[] {
  const named = new Set(own.map(([name]) => name.toLowerCase()));
  const defaults: readonly HeaderField[] = [['User-Agent', agent], ['Accept', '*/*']];
  return [...defaults.filter(([name]) => !named.has(name.toLowerCase())), ...own];
}
