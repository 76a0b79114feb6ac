// Cases in plain sentences, for people who should not have to read YAML.

import type {Case, Expectation, Json, Requirement, RequestStep, Step} from '../src/model.ts';

const LEVEL = {must: 'mandatory', should: 'recommended', may: 'optional'} as const;

/** A case: what it shows and how, step by step. Rows of one case are explained together. */
export function explainCase(rows: readonly Case[], requirements: readonly Requirement[]): string {
  const one = rows[0] as Case;
  return [
    `${one.id.replace(/\[.*/, '')}: ${one.title}`,
    '',
    ...(one.why === undefined ? [] : [one.why, '']),
    `It tests ${one.clauses.map(({document, version, clause, url}) => `${document} ${version}, ${clause}${url === undefined ? '' : ` (${url})`}`).join('; ')}; ${LEVEL[one.level]}${one.since === undefined ? '' : `, since version ${one.since}`}.`,
    ...(one.needs.length === 0 ? [] : [`The platform must claim: ${one.needs.join(', ')}.`]),
    ...Object.entries(one.crossRefs).map(([suite, ids]) => `It covers of ${suite.toUpperCase()}: ${ids.join(', ')}.`),
    ...(requirements.length === 0 ? [] : [`It counts for ${requirements.map(({id}) => id).join(', ')}.`]),
    ...(rows.length > 1 ? [`It is run ${rows.length} times: ${rows.map(({id}) => /\[(.*)\]$/.exec(id)?.[1] ?? '').join(', ')}.`] : []),
    '',
    ...one.steps.flatMap((step, index) => [`${index + 1}. ${step.name}${step.setup ? ' (only prepares)' : ''}`, ...explainStep(step).map((line) => `   ${line}`)]),
  ].join('\n');
}

function explainStep(step: Step): readonly string[] {
  return [...action(step), ...step.expect.map(expectation), ...Object.keys(step.capture).map((name) => `Remember “${name}” from the answer.`)];
}

function action(step: Step): readonly string[] {
  switch (step.kind) {
    case 'request': return request(step);
    case 'await': return [`Wait up to ${seconds(step.withinMs)} for ${step.count.max === step.count.min ? `exactly ${step.count.min}` : `at least ${step.count.min}`} notification at “${step.listener}”.`];
    case 'quiet': return [`For ${seconds(step.forMs)} nothing may arrive at “${step.listener}”.`];
    case 'ask': return [`Ask the vendor: ${step.question}`];
    case 'tls': return [`Look at the TLS of the endpoint: ${step.probe}.`];
    case 'browser': return [`Load ${step.path} in a clean browser and look at ${step.observe.join(', ')}.`];
  }
}

function request({method, path, query, headers, json, body, form, as, eventually, consistently, undo}: RequestStep): readonly string[] {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${short(value)}`).join('&');
  const content = json ?? body ?? form;
  return [
    `Send ${method} ${path}${asked === '' ? '' : `?${asked}`}${as === undefined ? '' : as === 'nobody' ? ' without credentials' : ` as ${as}`}.`,
    ...Object.entries(headers).map(([name, value]) => (value === null ? `Without the header ${name}.` : `Header ${name}: ${value}`)),
    ...(content === undefined ? [] : [`Body: ${short(content)}`]),
    ...(eventually === undefined ? [] : [`Repeat until it is so, for at most ${seconds(eventually.withinMs)}.`]),
    ...(consistently === undefined ? [] : [`It must stay so for ${seconds(consistently.forMs)}.`]),
    ...(undo === undefined ? [] : [`Afterwards it is taken back with ${undo.method} ${undo.path}.`]),
  ];
}

const EXPECTED: Readonly<Record<Expectation['kind'], string>> = {
  status: 'The status must be', method: 'The method must be', path: 'The path must hold', query: 'The query must hold', headers: 'The headers must hold', json: 'The body must hold', exactly: 'The body must be exactly',
  at: 'In the body there must be', schema: 'The body must follow the JSON Schema', 'described-by': 'The answer must be as the API description says', description: 'The API description must agree with itself in',
  'jsonld-equals': 'The body, expanded as JSON-LD, must equal', links: 'There must be links', xml: 'The XML must hold', csv: 'The rows of the CSV must hold',
  text: 'The text must be',
};

function expectation({kind, options}: Expectation): string {
  const title = kind === 'schema' && options !== null && typeof options === 'object' && 'title' in options ? String(options['title']) : short(options);
  return `${EXPECTED[kind]} ${title}.`;
}

function short(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function seconds(ms: number): string {
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}
