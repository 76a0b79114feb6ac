import {describe, expect, it} from 'vitest';
import {createRule} from '../../src/check/rule-step.ts';
import type {Arrival, Expectation, Reply, Scope} from '../../src/model.ts';
import {createReplies} from '../../src/run/replies.ts';

const rule = createRule({contexts: {}});
const call = (method: string, path: string): Arrival => ({at: 0, method, path, headers: [], body: '', facts: []});
const reply = (status: number, change: Partial<Reply> = {}): Reply => ({status, headers: {}, afterMs: 0, ...change});
const path = (pattern: string): Expectation => ({kind: 'path', options: {$matches: pattern}, at: '', places: {}});
const method = (name: string): Expectation => ({kind: 'method', options: name, at: '', places: {}});

describe('a listener answers', () => {
  it('200 with nothing where the case says nothing', async () => {
    expect(await createReplies({replies: []}, {rule, scope: () => ({})})(call('GET', '/'))).toEqual(reply(200));
  });

  it('in turn, and the last one stays', async () => {
    const answer = createReplies({replies: [reply(503), reply(201)]}, {rule, scope: () => ({})});
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await answer(call('POST', '/'))).status);
    expect(statuses).toEqual([503, 201, 201]);
  });

  it('what was asked, which takes no turn', async () => {
    const answer = createReplies({replies: [reply(503), reply(200, {when: [method('GET'), path('/a$')]}), reply(404)]}, {rule, scope: () => ({})});
    const statuses = [];
    for (const [verb, at] of [['GET', '/a'], ['POST', '/a'], ['GET', '/a'], ['GET', '/b']] as const) statuses.push((await answer(call(verb, at))).status);
    expect(statuses).toEqual([200, 503, 200, 404]);
  });

  it('with the names that are known when the answer is due', async () => {
    let scope: Scope = {id: 'x'};
    const answer = createReplies({replies: [reply(200, {when: [path('/{{ id }}$')], json: {id: '{{ id }}'}, headers: {'X-Id': '{{ id }}'}}), reply(404, {body: 'no {{ id }}'})]}, {rule, scope: () => scope});
    scope = {id: 'y'};
    expect(await answer(call('GET', '/y'))).toMatchObject({status: 200, json: {id: 'y'}, headers: {'X-Id': 'y'}});
    expect(await answer(call('GET', '/x'))).toMatchObject({status: 404, body: 'no y'});
  });
});
