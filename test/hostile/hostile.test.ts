import {readdirSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {XMLValidator} from 'fast-xml-parser';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {documents} from '../../reports/write.ts';
import type {Journal, Verdict} from '../../src/model.ts';
import {run} from '../../src/run/run.ts';
import {score} from '../../src/score/score.ts';
import {writeFileSync} from 'node:fs';
import {judged, makeCase, makePlan, makeServices, makeTarget, quietStep, requestStep} from '../run/plans.ts';
import {ASK} from './behaviour.ts';
import type {Behaviour, Place} from './behaviour.ts';
import {guardConnections} from './no-way-out.ts';
import type {Guard} from './no-way-out.ts';
import {saying} from './wire.ts';

const FOLDER = new URL('./behaviours/', import.meta.url);
const behaviours = (await Promise.all(readdirSync(FOLDER).map(async (file) =>
  (await import(new URL(file, FOLDER).href) as {readonly behaviours: readonly Behaviour[]}).behaviours))).flat();

// Two cases that have nothing to do with it: one asks a good platform all the while, one must not be called.
const BYSTANDERS = [
  makeCase('B-1', [requestStep('GET /', {expect: {json: {a: 1}}, consistently: {forMs: 250, everyMs: 25}})], {mechanism: 'good'}),
  makeCase('B-2', [quietStep('bell', {forMs: 250})], {mechanism: 'good', listeners: {bell: {replies: []}}}),
];
const LIMITS = {requestsPerSecond: null, concurrency: 4, connections: 4, requestTimeoutMs: 500, runTimeoutMs: 60_000};

let good: Place;
let guard: Guard;
beforeAll(async () => {
  guard = guardConnections();
  good = await saying('{"a":1}')();
});
afterAll(async () => {
  guard.lift();
  await good.close();
});

describe('a run survives a platform that', () => {
  it.each(behaviours.map((behaviour) => [behaviour.title, behaviour] as const))('%s', async (_, behaviour) => {
    const {start, steps = [ASK], change, target, recorded, arrived, verdict, afterwards} = behaviour;
    const place = await start();
    const before = guard.blocked.length;
    const begun = performance.now();
    const services = makeServices();
    const footer = await run(
      makePlan([makeCase('H-1', steps, change), ...BYSTANDERS]),
      makeTarget(place.origin, {
        endpoints: {rest: {url: place.origin, headers: {}, parameters: {}}, good: {url: good.origin, headers: {}, parameters: {}}},
        limits: LIMITS, ...target, ...(place.ca === undefined ? {} : {tls: {verify: true, ca: pemFile(services.journal, place.ca)}}),
      }),
      services,
    );
    const took = performance.now() - begun;
    await place.close();
    const {journal, text, verdicts} = await judged(services);
    const line = journal.records['H-1']?.steps.at(-1);
    if (recorded !== undefined) expect(line?.exchanges.at(-1)?.outcome).toMatchObject(recorded);
    if (arrived !== undefined) expect(line?.arrivals).toMatchObject(arrived);
    const seen = verdicts['H-1'];
    expect({...seen, findings: seen?.findings.slice(0, 1)}).toMatchObject(verdict);
    expect([verdicts['B-1']?.outcome, verdicts['B-2']?.outcome]).toEqual(['passed', 'passed']);
    expect(footer).toMatchObject({ended: 'completed', leftovers: []});
    expect(guard.blocked.slice(before)).toEqual([]);
    expect(text).not.toContain('"ended":"harness"');
    afterwards?.();
    await expectSafeDocuments(journal, Object.values(verdicts));
    // Seconds are for a machine that is busy with other tests; alone each takes less than two.
    expect(took).toBeLessThan(20_000);
  });
});

function pemFile(journal: string, ca: string): string {
  writeFileSync(`${journal}.pem`, ca);
  return `${journal}.pem`;
}

/** No document holds anything that a terminal, a browser or an XML reader would obey. */
async function expectSafeDocuments(journal: Journal, verdicts: readonly Verdict[]): Promise<void> {
  const made = await documents({journal, verdicts, score: score(journal, verdicts), formats: ['html', 'md', 'json', 'junit'], language: 'en', templates: 'templates/report'});
  for (const [name, text] of made) {
    expect(text.length, name).toBeLessThan(2_000_000);
    expect(text, name).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Bidi_Control}]/u);
  }
  expect(made.get('report.html')).not.toMatch(/<(script|img|svg|iframe|object|embed|link|base)\b/i);
  expect(XMLValidator.validate(made.get('junit.xml') ?? '')).toBe(true);
  JSON.parse(made.get('report.json') ?? '');
}
