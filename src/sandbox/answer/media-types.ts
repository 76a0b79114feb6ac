interface MediaRange {
  readonly type: string;
  readonly parameters: readonly string[];
  readonly quality: number;
}

function parse(text: string): MediaRange {
  const [type = '', ...parameters] = text.toLowerCase().split(';').map((part) => part.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return {
    type,
    parameters: parameters.filter((parameter) => parameter !== quality),
    quality: quality === undefined ? 1 : Number(quality.slice(2)),
  };
}

/** Higher is more specific; undefined when the range does not cover the type. */
function specificity(range: MediaRange, offered: MediaRange): number | undefined {
  if (range.type === '*/*') return 0;
  if (range.type === `${offered.type.split('/')[0]}/*`) return 1;
  if (range.type !== offered.type) return undefined;
  return range.parameters.every((parameter) => offered.parameters.includes(parameter)) ? 2 + range.parameters.length : undefined;
}

/**
 * The media type to answer with: the one of highest quality in `Accept`, the earlier on a draw; undefined when none is acceptable
 * (RFC 9110, 12.5.1).
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return offered[0];
  const ranges = accept.split(',').map(parse);
  const rated = offered.map((type) => ({type, quality: qualityOf(parse(type), ranges)}));
  const best = Math.max(...rated.map(({quality}) => quality));
  return best > 0 ? rated.find(({quality}) => quality === best)?.type : undefined;
}

function qualityOf(offered: MediaRange, ranges: readonly MediaRange[]): number {
  const matching = ranges
    .map((range) => ({range, specific: specificity(range, offered)}))
    .filter((match): match is {range: MediaRange; specific: number} => match.specific !== undefined)
    .sort((a, b) => b.specific - a.specific);
  return matching[0]?.range.quality ?? 0;
}
