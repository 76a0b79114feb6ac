import {methodNotAllowed, problem} from '../answer/problem.ts';
import {collectionOf} from '../city/city.ts';
import type {CityCollection} from '../city/collection.ts';
import {repeated} from '../city/selection.ts';
import type {SandboxPart, SandboxRequest, SandboxResponse, SandboxSettings} from '../types.ts';
import {apiDefinition} from './api-definition.ts';
import {collection, collections} from './collections.ts';
import type {OgcContext} from './context.ts';
import {item, items} from './items.ts';
import {conformance, landing} from './landing.ts';
import {formatOf, represent} from './represent.ts';
import type {Format, Resource} from './represent.ts';

const PREFIX = '/ogc';

/** OGC API - Features over the city's sample data: Part 1 (Core, GeoJSON, HTML, OpenAPI) and Part 2 (CRS). */
export function ogcPart(settings: SandboxSettings): SandboxPart {
  const started = settings.now();
  const broken: OgcContext['broken'] = (fault) => settings.faults.has(fault);
  const handle = (request: SandboxRequest): Promise<SandboxResponse> =>
    Promise.resolve(answer({request, settings, started, broken, base: `${request.url.origin}${PREFIX}`}));
  return {prefix: PREFIX, handle, close: () => Promise.resolve()};
}

function answer(context: OgcContext): SandboxResponse {
  const {request} = context;
  if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed(request, ['GET', 'HEAD']);
  const [top, ...rest] = request.path.split('/').slice(1).map(decode);
  if (top === 'collections' && rest.length > 0) return inCollection(context, rest);
  if (rest.length > 0) return problem(request, 404, 'There is no such resource.');
  switch (top) {
    case '': return plain(context, 'City of mimcheck', (format) => landing(context, format));
    case 'conformance': return context.broken('ogc-conformance-missing')
      ? problem(request, 404, 'There is no such resource.')
      : plain(context, 'Conformance', (format) => conformance(context, format));
    case 'collections': return plain(context, 'Collections', (format) => collections(context, format));
    case 'api': return unknownParameter(context, ['f']) ?? apiDefinition(context);
    default: return problem(request, 404, 'There is no such resource.');
  }
}

// A path that is no valid percent-encoding names nothing.
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '\u0000';
  }
}

function inCollection(context: OgcContext, [id = '', kind, featureId, ...more]: readonly string[]): SandboxResponse {
  const found = collectionOf(id);
  if (found === undefined) {
    return context.broken('ogc-missing-collection-crashes')
      ? problem(context.request, 500, 'Something went wrong.')
      : problem(context.request, 404, 'There is no such collection.');
  }
  if (kind === undefined) return plain(context, found.title, (format) => collection(context, found, format));
  if (kind !== 'items' || more.length > 0) return problem(context.request, 404, 'There is no such resource.');
  const parameters = featureId === undefined
    ? ['f', 'limit', 'offset', 'bbox', 'bbox-crs', 'datetime', 'crs', ...Object.keys(found.properties)]
    : ['f', 'crs'];
  const refused = unknownParameter(context, parameters);
  if (refused !== undefined) return refused;
  const format = formatOf(context, 'application/geo+json');
  if (typeof format !== 'string') return format;
  return featureId === undefined ? items(context, found, format) : single(context, found, {id: featureId, format});
}

function single(context: OgcContext, found: CityCollection, {id, format}: {readonly id: string; readonly format: Format}): SandboxResponse {
  const wanted = context.broken('ogc-ids-change') ? id.replace(/\..*/, '') : id;
  const feature = context.broken('ogc-feature-unreachable') ? undefined : found.features.find((candidate) => candidate.id === wanted);
  if (feature !== undefined) return item(context, {collection: found, feature, id}, format);
  return context.broken('ogc-missing-feature-found')
    ? {status: 200, headers: {'content-type': 'application/geo+json'}, body: 'null\n'}
    : problem(context.request, 404, 'There is no such feature.');
}

function plain(context: OgcContext, title: string, document: (format: Format) => Resource['document']): SandboxResponse {
  const refused = unknownParameter(context, ['f']);
  if (refused !== undefined) return refused;
  const format = formatOf(context, 'application/json');
  return typeof format === 'string' ? represent(context, {title, format, type: 'application/json', document: document(format)}) : format;
}

function unknownParameter({request, broken}: OgcContext, known: readonly string[]): SandboxResponse | undefined {
  const query = request.url.searchParams;
  const strange = [...query.keys()].filter((name) => !known.includes(name));
  if (strange.length > 0 && !broken('ogc-unknown-parameter-accepted')) {
    return problem(request, 400, `There is no parameter ${strange.join(', ')}.`);
  }
  const twice = repeated(query);
  return twice.length > 0 ? problem(request, 400, `${twice.join(', ')} must be given once.`) : undefined;
}
