// What the tests look at in documents of the sandbox. Whether it is there is what they find out.

import type {Json} from '../../src/model.ts';

interface LinkBody {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
}

export interface FeatureBody {
  readonly id: string;
  readonly name: string;
  /** Of a point; `ringOf` reads the others. */
  readonly geometry: {readonly coordinates: readonly [number, number]};
  readonly properties: Readonly<Record<string, string>>;
}

interface ParameterBody {
  readonly $ref?: string;
  readonly name: string;
  readonly example: Json;
  readonly schema: {readonly type?: string; readonly enum?: readonly string[]};
}

export interface ResponseBody {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Json>>;
  readonly content: Readonly<Record<string, {readonly schema: object; readonly example: Json}>>;
}

export interface PathBody {
  readonly servers?: readonly Json[];
  readonly get: {
    readonly parameters: readonly ParameterBody[];
    readonly responses: {readonly 200: ResponseBody};
    readonly security?: Json;
  };
}

export interface Body extends FeatureBody {
  readonly title: string;
  readonly status: number;
  readonly error: string;
  readonly links: readonly LinkBody[];
  readonly conformsTo: readonly string[];
  readonly collections: readonly Body[];
  readonly extent: {
    readonly spatial: {readonly bbox: readonly [readonly [number]]}; readonly temporal: {readonly interval: readonly [readonly [string]]}
  };
  readonly crs: readonly string[];
  readonly storageCrs: string;
  readonly features: readonly FeatureBody[];
  readonly items: readonly [FeatureBody, ...FeatureBody[]];
  readonly numberMatched: number;
  readonly numberReturned: number;
  readonly timeStamp: string;
  readonly openapi: string;
  readonly servers: readonly [{readonly url: string}];
  readonly paths: Readonly<Record<string, PathBody>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Json>>;
    readonly parameters: Readonly<Record<string, ParameterBody>>;
    readonly securitySchemes?: {
      readonly oauth2?: {readonly type: string; readonly flows: {readonly clientCredentials: {readonly tokenUrl: string}}}
    };
  };
  readonly issuer: string;
  readonly response_types_supported: readonly string[];
  readonly code_challenge_methods_supported?: readonly string[];
  readonly id_token_signing_alg_values_supported: readonly string[];
  readonly keys: readonly object[];
  readonly dataUpdated: string;
}

/** The GET of a path of an API description; throws when there is none. */
export function getOf({paths}: Body, path: string): PathBody['get'] {
  const found = paths[path];
  if (found === undefined) throw new Error(`${path} is not described`);
  return found.get;
}

/** The URL of the link with this relation; undefined when there is none. */
export const linkOf = ({links}: Pick<Body, 'links'>, relation: string): string | undefined => links.find(({rel}) => rel === relation)?.href;

/** The first ring of a polygon. */
export const ringOf = ({geometry}: FeatureBody): readonly (readonly [number, number])[] =>
  (geometry.coordinates as unknown as readonly [readonly (readonly [number, number])[]])[0];
