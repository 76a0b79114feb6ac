import {selfLinks} from './represent.ts';
import type {Format} from './represent.ts';
import type {OgcContext} from './context.ts';
import type {Link} from '../answer/link.ts';

const FEATURES = ['core', 'geojson', 'html', 'oas30'];

const CLASSES: readonly string[] = [
  ...FEATURES.map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`),
  ...[...FEATURES, 'oas31'].map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.1/conf/${name}`),
  'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
];

export const OPENAPI_30 = 'application/vnd.oai.openapi+json;version=3.0';
export const OPENAPI_31 = 'application/vnd.oai.openapi+json;version=3.1';

/** The landing page (OGC API - Features Part 1, 7.2). */
export function landing(context: OgcContext, format: Format): {readonly links: readonly Link[]} & Readonly<Record<string, unknown>> {
  const {base, broken} = context;
  const api: readonly Link[] = [
    {href: `${base}/api`, rel: 'service-desc', type: OPENAPI_30, title: 'The API definition'},
    {href: `${base}/api`, rel: 'service-desc', type: OPENAPI_31, title: 'The API definition, OpenAPI 3.1'},
    {href: `${base}/api?f=html`, rel: 'service-doc', type: 'text/html', title: 'The API definition as HTML'},
  ];
  return {
    title: 'City of mimcheck',
    description: 'Air quality stations, districts and masts of an invented city.',
    links: [
      ...selfLinks(context.request.url, format, 'application/json'),
      ...(broken('ogc-landing-api-link-missing') ? [] : api),
      ...(broken('ogc-landing-conformance-link-missing')
        ? [] : [{href: `${base}/conformance`, rel: 'conformance', type: 'application/json', title: 'Conformance classes'}]),
      ...(broken('ogc-landing-data-link-missing')
        ? [] : [{href: `${base}/collections`, rel: 'data', type: 'application/json', title: 'The collections'}]),
      {href: 'https://creativecommons.org/publicdomain/zero/1.0/', rel: 'license', type: 'text/html', title: 'CC0 1.0'},
    ],
  };
}

/** The conformance declaration (OGC API - Features Part 1, 7.4). */
export function conformance(context: OgcContext, format: Format): {readonly links: readonly Link[]} & Readonly<Record<string, unknown>> {
  return {
    links: selfLinks(context.request.url, format, 'application/json'),
    conformsTo: context.broken('ogc-conformance-empty') ? [] : CLASSES,
  };
}
