// One Entity or many as an answer: in the right format, with what they link to, for an older version if preferred.

import type {SandboxResponse} from '../../types.ts';
import {answer, preferences} from '../answer.ts';
import type {Context} from '../context/load.ts';
import type {Exchange} from '../exchange.ts';
import {sameJson, type Json, type JsonObject} from '../json.ts';
import type {Entity} from '../model.ts';
import {GEO_JSON_TYPE, type MediaType} from '../negotiate.ts';
import type {Store} from '../store.ts';
import {conform, preferredVersion} from './conform.ts';
import {renderEntity, renderFeature} from './entity.ts';
import {inlineView, linkedEntities, type Join} from './join.ts';
import type {View} from './view.ts';

export interface Shown {
  readonly entities: readonly Entity[];
  /** A single Entity rather than an array, unless what it links to follows it. */
  readonly single: boolean;
  readonly view: View;
  readonly join: Join;
  readonly store: Store;
  readonly type: MediaType;
  readonly context: Context;
  readonly headers?: Readonly<Record<string, string>>;
  readonly pages?: readonly string[];
}

/** The answer of Retrieve Entity and Query Entities. */
export function entitiesAnswer(exchange: Exchange, shown: Shown): SandboxResponse {
  const version = preferredVersion(preferences(exchange.request.headers['prefer']).get('ngsi-ld'));
  const body = render(shown, (entity) => (version === undefined ? entity : conform(entity, version)));
  const altered =
    version !== undefined &&
    !sameJson(
      body,
      render(shown, (entity) => entity),
    );
  return answer(exchange, {
    status: altered ? 203 : 200,
    body,
    type: shown.type,
    context: shown.context,
    headers: {...shown.headers, ...(version === undefined ? {} : {'preference-applied': `ngsi-ld=${version}`})},
    pages: shown.pages ?? [],
  });
}

function render({entities, single, view, join: asked, store, type}: Shown, change: (entity: Entity) => Entity): Json {
  const join: Join = view.wrong('ngsi-ld-join-ignored') ? {...asked, how: 'none'} : asked;
  const local = {
    get: (id: string) => {
      const entity = store.get(id);
      return entity === undefined ? undefined : change(entity);
    },
  };
  const own = join.how === 'inline' ? inlineView(view, join, local) : view;
  const list = entities.map((entity) => ({entity: change(entity), view: own}));
  if (join.how === 'flat')
    list.push(
      ...linkedEntities(
        list.map(({entity}) => entity),
        view,
        {join, store: local},
      ),
    );
  const show = type === GEO_JSON_TYPE ? renderFeature : renderEntity;
  const rendered: readonly JsonObject[] = list.map((item) => show(item.entity, item.view));
  const [first] = rendered;
  if (single && join.how !== 'flat' && first !== undefined) return first;
  return type === GEO_JSON_TYPE && !view.wrong('ngsi-ld-feature-collection-as-array')
    ? {type: 'FeatureCollection', features: rendered}
    : rendered;
}
