import {describe, expect, test} from 'vitest';
import {declaredOutcome} from '../src/declared.ts';
import type {Declaration} from '../src/model.ts';
import {judge} from '../src/judge/judge.ts';
import {score} from '../src/score/score.ts';
import {rule} from './run/plans.ts';
import {journal, record, requirement, sampleCase, target} from './model-samples.ts';

const STARTED = '2026-11-21T10:00:00.000Z';
const says: Declaration = {statement: 'It is so.', by: 'Jane Doe', date: '2026-11-01'};

describe('a declaration', () => {
  test.each<[string, Declaration | undefined, string]>([
    ['that is missing leaves it untested', undefined, 'untested'],
    ['attests', says, 'attested'],
    ['that it is met in another way attests', {...says, claim: 'by-equivalence'}, 'attested'],
    ['that it is not so fails', {...says, claim: 'does-not'}, 'failed'],
    ['holds on its last day', {...says, validUntil: '2026-11-21'}, 'attested'],
    ['that is out of date counts for nothing', {...says, validUntil: '2026-11-20'}, 'untested'],
    ['that is out of date counts for nothing, not against the vendor either', {...says, claim: 'does-not', validUntil: '2026-11-20'}, 'untested'],
  ])('%s', (_, declaration, outcome) => {
    expect(declaredOutcome(declaration, STARTED)).toBe(outcome);
  });

  test('decides a requirement that nothing else can show, and never outweighs what was seen', async () => {
    const declared = (id: string, claim: Declaration['claim']) => ({[id]: {...says, ...(claim === undefined ? {} : {claim})}});
    const verdictOf = async (declarations: Readonly<Record<string, Declaration>>, routes = requirement().routes) => {
      const base = journal();
      const one = journal({header: {...base.header, target: {...target, declarations}}, requirements: [requirement({routes})]});
      return score(one, await judge(one, rule)).requirements[0]?.outcome;
    };
    const id = requirement().id;
    const question = [{kind: 'declaration', question: 'Is it so?'}] as const;
    expect([await verdictOf(declared(id, 'meets'), question), await verdictOf(declared(id, 'does-not'), question), await verdictOf({}, question)]).toEqual(['attested', 'failed', 'untested']);
  });

  test('of a case that asks fails it, or is out of date, with the reason', async () => {
    const ask = sampleCase({id: 'ASK-01', steps: [{kind: 'ask', name: 'Ask', setup: false, capture: {}, expect: [], at: 'x.yaml:1:1', question: 'Is it so?', evidence: ['text']}]});
    const outcome = async (more: Partial<Declaration>) => {
      const base = journal();
      const one = journal({header: {...base.header, target: {...target, declarations: {'ASK-01': {...says, ...more}}}}, cases: [ask], records: {'ASK-01': record(ask)}});
      const [verdict] = await judge(one, rule);
      return [verdict?.outcome, verdict?.reason?.code];
    };
    expect([await outcome({}), await outcome({claim: 'does-not'}), await outcome({validUntil: '2026-01-01'})]).toEqual([['attested', undefined], ['failed', 'declared-unmet'], ['untested', 'declaration-expired']]);
  });
});
