// A file of requirements: what one MIM demands in one release.

import {PROOFS, RELEASES} from '../../model.ts';
import {byKey, closed, flag, formed, list, oneOf, published, ref, slug, text} from './words.ts';
import type {Schema} from './words.ts';

const source = {
  title: text('Title of the text.'),
  url: {type: 'string', format: 'uri', description: 'Where it can be read.'},
  version: text('Commit or date of the text that was read.'),
  clause: text('Clause or heading.'),
};

const baselines = list(closed('Something published.', {
  title: text('Title.'),
  url: {type: 'string', format: 'uri', description: 'Where it can be read.'},
  version: text('Version or date.'),
}, ['title', 'url', 'version']), "What the project's own requirement rests on, where OASC has published none.");

const ROUTES = {
  cases: closed('Cases of a mechanism show it.', {
    mechanism: slug('Key of the mechanism in mechanisms.yaml.'),
    cases: list(formed('^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*(-?\\*|\\[[a-z0-9-]+\\])?$', 'a case id, or a pattern that ends in *', 'A case id, or a pattern that ends in *.'), 'All of these must pass.'),
    besides: text('What they cannot see, as a question that has to be answered besides: then the route is attested at best, and never passed.'),
  }, ['mechanism', 'cases']),
  inspection: closed('Somebody looks.', {inspection: text('The question to the inspector.')}, ['inspection']),
  declaration: closed('The vendor declares.', {declaration: text('The question to the vendor.')}, ['declaration']),
  planned: closed('Cases will show it, and are not written yet.', {
    planned: text('What the cases will do, or what they wait for.'),
    mechanism: slug('Key of the mechanism in mechanisms.yaml.'),
  }, ['planned', 'mechanism']),
};

const requirement = closed('What a MIM demands, in our own words.', {
  id: formed('^MIM(10|[0-9])-(9\\.0|2022)-[A-Za-z0-9][A-Za-z0-9.-]*$', 'a requirement id is MIM, number, release and its number: MIM7-9.0-R4.1', 'Permanent. A change of meaning gets a new id.'),
  number: text('As numbered in the source: R4.1.'),
  title: {...text('Short name, for tables and headings of clauses.'), maxLength: 70, errorMessage: 'a title has at most 70 characters'},
  capability: text('The capability under which the source lists it.'),
  keyword: text('The keyword as the source writes it: SHALL, shall, should, none.'),
  level: oneOf(['must', 'should', 'may'], 'How binding it is, as we read it.'),
  reading: text('Why we read the level so, where the source is loose.'),
  text: text('Plain wording of our own.'),
  condition: text('When it binds, where it does not always.'),
  source: closed('Where this one stands, where it differs from the source of the file.', source),
  aliases: list(closed('The same requirement in another release.', {
    release: text('In quotes: "8.0".'), id: text('Its id there.'),
  }, ['release', 'id']), 'Ids in other releases.'),
  routes: list(ref('route'), 'Ways to show that it is met; any one suffices.'),
  untestable: text('Why nobody can test it, where there is no route.'),
  proof: list(oneOf(PROOFS, 'A means of proof.'), 'The means of proof that a buyer can ask for.'),
  equivalence: list(text('One outcome, in a plain sentence.'), 'What a solution of another kind would have to show: outcomes that can be tested, without naming a mechanism.'),
  provisional: flag("True: the project's own, where OASC has published none."),
  baselines,
}, ['id', 'number', 'title', 'capability', 'keyword', 'level', 'text', 'proof', 'equivalence']);

/** JSON Schema of a file of requirements. */
export const requirementsSchema: Schema = published('mimcheck requirements', closed('What one MIM demands in one release.', {
  mim: {type: 'integer', minimum: 0, maximum: 10, description: 'Number of the MIM, as in its release.'},
  title: text('Title of the MIM.'),
  release: oneOf(RELEASES, 'Release of the MIMs, in quotes.'),
  source: closed('The text that was read.', source, ['title', 'url', 'version']),
  provisional: flag("True: all of these are the project's own, where OASC has published none."),
  baselines,
  requirements: list(ref('requirement'), 'The requirements, in the order of the source.'),
}, ['mim', 'title', 'release', 'source', 'requirements']), {
  requirement,
  route: {
    type: 'object',
    description: 'One way to show that a requirement is met: cases, inspection, declaration or planned.',
    properties: Object.fromEntries(Object.entries(ROUTES).map(([key, route]) => [key, {description: String(route['description'])}])),
    ...(byKey({inspection: 'inspectionRoute', declaration: 'declarationRoute', planned: 'plannedRoute', cases: 'casesRoute'}, {
      not: {}, errorMessage: 'a route is one of: cases (with mechanism), inspection, declaration, planned (with mechanism)',
    }) as Schema),
  },
  ...Object.fromEntries(Object.entries(ROUTES).map(([key, route]) => [`${key}Route`, route])),
});
