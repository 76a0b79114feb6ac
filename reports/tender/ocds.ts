// The requirements of a tender as criteria of the Open Contracting Data Standard. Groups are alternatives, what stands in a group must all be met: a group for every accepted way.

import type {JsonObject} from '../../src/model.ts';
import type {AcceptedRoute, ClauseRequirement, ClauseSet} from '../../src/tender/clause-set.ts';
import type {Say, Words} from '../words.ts';
import {speak} from '../words.ts';
import {demandLines, routeLine} from './lines.ts';

/** Extensions whose fields are used; pinned, because masters move. */
const EXTENSIONS = [
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_requirements_extension/b4f5ba94b46bded427f5cd771b53397d020f7ec5/extension.json',
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_awardCriteriaBreakdown_extension/23753f46d5093aba3295ab97cc72c84072eb325e/extension.json',
  'https://raw.githubusercontent.com/open-contracting-extensions/ocds_lots_extension/master/extension.json',
];

/** The fragment of a release that a publisher merges into its own. */
export function ocdsOf(set: ClauseSet, words: Words): string {
  const say = speak(words);
  const {procedure, requirements} = set;
  const award = (scored: readonly ClauseRequirement[]): JsonObject => ({criteria: scored.map((one) => ({
    type: 'quality', name: one.title, description: one.text, numbers: [{number: one.weight ?? 0, weight: set.evaluation.total === 100 ? 'percentageExact' : 'pointsExact'}],
  }))});
  const scoredIn = (lot: string): readonly ClauseRequirement[] => requirements.filter(({use, lots}) => use === 'scored' && (lots.length === 0 || lots.includes(lot)));
  return `${JSON.stringify({
    version: '1.1', extensions: EXTENSIONS, language: set.language,
    tender: {
      id: procedure.reference, title: procedure.title, description: procedure.object,
      // Weights belong to lots; a tender without any is one lot.
      lots: (procedure.lots.length === 0 ? [{id: '1', title: procedure.title}] : procedure.lots).map(({id, title}) => (
        {id, title, ...(scoredIn(id).length === 0 ? {} : {awardCriteria: award(scoredIn(id))})}
      )),
      criteria: requirements.map((one) => criterionOf(one, set, say)),
    },
  }, null, 2)}\n`;
}

function criterionOf(one: ClauseRequirement, set: ClauseSet, say: Say): JsonObject {
  return {
    id: one.id, title: one.title, description: demandLines(one, say), relatesToTenderer: false,
    ...(one.lots.length === 0 ? {} : {relatedLots: [...one.lots]}),
    requirementGroups: one.routes.map((route, index) => ({
      id: `${one.id}-${index + 1}`, description: routeLine(route, set, say),
      requirements: demandsOf(one, route, say).map((demand, number) => ({id: `${one.id}-${index + 1}-${number + 1}`, ...demand})),
    })),
  };
}

/** What a bid must show on this way. */
function demandsOf(one: ClauseRequirement, route: AcceptedRoute, say: Say): readonly JsonObject[] {
  switch (route.kind) {
    case 'tested': return [{title: say('criteria.verdict', {id: one.id}), description: one.text, dataType: 'string', expectedValue: 'passed'}];
    case 'equivalent': return [
      ...one.outcomes.map((text) => ({title: say('criteria.outcome'), description: text, dataType: 'boolean', expectedValue: true})),
      {title: say('criteria.dossier'), dataType: 'boolean', expectedValue: true},
    ];
    case 'planned': return [{title: say('criteria.proof'), description: one.text, dataType: 'boolean', expectedValue: true}];
    case 'inspected':
    case 'declared': return [{title: say(`criteria.${route.kind}`), description: route.question, dataType: 'boolean', expectedValue: true}];
  }
}
