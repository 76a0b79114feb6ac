import {afterEach, describe, expect, it} from 'vitest';
import type {Case, JournalFooter, Plan, Target} from '../../src/model.ts';
import type {RunEvent} from '../../src/run/events.ts';
import {run} from '../../src/run/run.ts';
import type {RunServices} from '../../src/run/services.ts';
import {caseKey, listenerPath} from '../../src/scope/scope.ts';
import {runIdOf} from '../../src/scope/run-id.ts';
import {awaitStep, judged, makeCase, makePlan, makeServices, makeTarget, quietStep, requestStep} from './plans.ts';
import {startSmallPlatform} from './small-platform.ts';
import type {Handle, SmallPlatform} from './small-platform.ts';

const platforms: SmallPlatform[] = [];
afterEach(async () => {
  for (const platform of platforms.splice(0)) await platform.close();
});
async function start(first?: Handle): Promise<SmallPlatform> {
  const platform = await startSmallPlatform(first);
  platforms.push(platform);
  return platform;
}

interface Given {
  readonly target?: Partial<Target>;
  readonly services?: Partial<RunServices>;
  readonly plan?: Partial<Plan>;
}

async function running(
  platform: SmallPlatform,
  cases: readonly Case[],
  {target, services: change, plan}: Given = {},
): Promise<Awaited<ReturnType<typeof judged>> & {footer: JournalFooter; events: readonly RunEvent[]}> {
  const events: RunEvent[] = [];
  const services = makeServices({onEvent: (event) => { events.push(event); }, ...change});
  const footer = await run(makePlan(cases, plan), makeTarget(platform.origin, target), services);
  return {...await judged(services), footer, events};
}

const create = requestStep('POST /things', {
  json: {id: '{{ case.key }}'},
  expect: {status: 201},
  capture: {location: {from: 'header', name: 'Location', secret: false}},
  undo: {method: 'DELETE', path: '/things/{{ case.key }}', headers: {}, accept: []},
});

describe('a case', () => {
  it('is run step by step, captures included, and what it created is taken back', async () => {
    const platform = await start();
    const read = requestStep('GET {{ location }}', {expect: {status: 200, json: {id: '{{ case.key }}'}}});
    const {verdicts, journal, footer, events} = await running(platform, [makeCase('A-1', [create, read])]);
    const key = caseKey('A-1', runIdOf('seed'));
    expect(platform.log).toEqual(['POST /things', `GET /things/${key}`, `DELETE /things/${key}`]);
    expect(verdicts['A-1']?.outcome).toBe('passed');
    expect(journal.records['A-1']?.undos).toMatchObject([{step: 0, undone: true}]);
    expect(footer).toMatchObject({ended: 'completed', exchanges: 3, leftovers: []});
    expect(events.map(({kind}) => kind)).toEqual(['run-start', 'case-start', 'step', 'step', 'undo', 'case-end', 'run-end']);
  });

  it('stops at the first step that is not met, and takes back all the same', async () => {
    const platform = await start();
    const wrong = requestStep('GET /things/nothing');
    const {verdicts, journal, events} = await running(platform, [makeCase('A-1', [create, wrong, create])]);
    expect(platform.log.map((line) => line.split(' ')[0])).toEqual(['POST', 'GET', 'DELETE']);
    expect(verdicts['A-1']).toMatchObject({outcome: 'failed', stoppedAt: 1});
    expect(journal.records['A-1']?.end?.ended).toBe('stopped');
    expect(events.find(({kind}) => kind === 'case-end')).toMatchObject({findings: verdicts['A-1']?.findings});
  });

  it('takes back in reverse, even when one cannot be taken back', async () => {
    const key = caseKey('A-1', runIdOf('seed'));
    const platform = await start((request, response) => {
      if (request.method !== 'DELETE' || request.url !== `/things/${key}-2`) return false;
      response.writeHead(409).end();
      return true;
    });
    const steps = ['1', '2', '3'].map((id) => requestStep(
      'POST /things', {json: {id: `{{ case.key }}-${id}`}, expect: {status: 201}, undo: {method: 'DELETE', path: `/things/{{ case.key }}-${id}`, headers: {}, accept: []}},
    ));
    const {footer} = await running(platform, [makeCase('A-1', steps)]);
    expect(platform.log.slice(3)).toEqual(['3', '2', '1'].map((id) => `DELETE /things/${key}-${id}`));
    expect(footer.leftovers).toMatchObject([{method: 'DELETE', url: `${platform.origin}/things/${key}-2`}]);
  });

  it('knows where the new thing lies even when its answer was wrong otherwise', async () => {
    const platform = await start();
    const step = {
      ...create,
      expect: requestStep('', {expect: {status: 200}}).expect,
      undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []},
    };
    const {journal, footer} = await running(platform, [makeCase('A-1', [step])]);
    const place = `/things/${caseKey('A-1', runIdOf('seed'))}`;
    expect(platform.log).toEqual(['POST /things', `GET ${place}`, `DELETE ${place}`]);
    expect(platform.things.size).toBe(0);
    expect(journal.records['A-1']?.undos.map(({exchange, undone}) => [exchange.request.method, undone])).toEqual([['GET', false], ['DELETE', true]]);
    expect(footer).toMatchObject({exchanges: 3, leftovers: []});
  });

  it.each([
    {where: 'at another thing', location: '/things/foreign', kept: 'unmarked', detail: /^not sent: what lies there does not say /},
    {where: 'elsewhere', location: '/others/foreign', kept: 'elsewhere', detail: /^not sent: .* not directly below http/},
    {where: 'at everything', location: '/things?all=true', kept: 'elsewhere', detail: /^not sent: .* not directly below http/},
  ])('whose new thing is said to lie $where removes nothing there, and says so', async ({location, kept, detail}) => {
    const platform = await start((request, response) => {
      if (request.method !== 'POST') return request.method === 'GET' && response.writeHead(200, {'Content-Type': 'application/json'}).end('{"of":"another"}') === response;
      response.writeHead(201, {Location: location}).end();
      return true;
    });
    const {journal, footer} = await running(platform, [makeCase('A-1', [{...create, undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []}}])]);
    expect(platform.log.filter((line) => line.startsWith('DELETE'))).toEqual([]);
    expect(footer.leftovers).toMatchObject([{method: 'DELETE', url: `${platform.origin}${location}`, kept}]);
    expect(journal.records['A-1']?.undos.at(-1)).toMatchObject({undone: false, exchange: {request: {method: 'DELETE'}, outcome: {kind: 'silence', reason: 'not-ours', detail: expect.stringMatching(detail)}}});
  });

  it('removes nothing that it cannot look at', async () => {
    const platform = await start((request, response) => request.method === 'GET' && response.writeHead(403).end() === response);
    const {footer} = await running(platform, [makeCase('A-1', [{...create, undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []}}])]);
    expect(platform.log.filter((line) => line.startsWith('DELETE'))).toEqual([]);
    expect(footer.leftovers).toMatchObject([{method: 'DELETE', kept: 'unseen'}]);
  });

  it('whose new thing is gone when it is looked at has nothing to remove', async () => {
    const platform = await start((request, response) => request.method === 'GET' && response.writeHead(404).end() === response);
    const removed = requestStep('DELETE /things/{{ case.key }}', {expect: {status: 204}});
    const {footer, journal} = await running(platform, [makeCase('A-1', [{...create, undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []}}, removed])]);
    expect(journal.records['A-1']?.undos).toMatchObject([{undone: true, exchange: {request: {method: 'GET'}}}]);
    expect(footer.leftovers).toEqual([]);
  });

  it('whose request was refused leaves nothing to look for', async () => {
    const platform = await start((_, response) => response.writeHead(400).end() === response);
    const {footer} = await running(
      platform, [makeCase('A-1', [{...create, undo: {method: 'DELETE', path: '{{ location }}', headers: {}, accept: []}}])],
    );
    expect(footer.leftovers).toEqual([]);
  });

  it('that runs out of time is cut off, and what it created is taken back', async () => {
    const platform = await start((request, response) => request.url === '/hangs' && response.writable);
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [create, requestStep('GET /hangs')], {timeoutMs: 150})]);
    expect(journal.records['A-1']?.end?.ended).toBe('timeout');
    expect(journal.records['A-1']?.steps[1]?.exchanges).toMatchObject([{outcome: {kind: 'silence', reason: 'aborted'}}]);
    expect(verdicts['A-1']?.outcome).toBe('error');
    expect(platform.things.size).toBe(0);
  });

  it('in which we break is no verdict on anyone, and the others go on', async () => {
    const platform = await start();
    const broken = requestStep('GET /things/{{ nowhere }}');
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [create, broken]), makeCase('A-2', [create])]);
    expect(journal.records['A-1']?.end).toMatchObject({ended: 'harness', detail: expect.stringContaining('nowhere')});
    expect(verdicts).toMatchObject({'A-1': {outcome: 'error'}, 'A-2': {outcome: 'passed'}});
    expect(platform.things.size).toBe(0);
  });
});

describe('polling', () => {
  const after = (count: number): Handle => {
    let calls = 0;
    return (request, response) => {
      if (request.url !== '/late') return false;
      calls += 1;
      response.writeHead(calls > count ? 200 : 404).end();
      return true;
    };
  };

  it('goes on until the step is met, and every attempt is recorded', async () => {
    const platform = await start(after(2));
    const step = requestStep('GET /late', {eventually: {withinMs: 2_000, everyMs: 5, giveUpOn: []}});
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [step])]);
    const statuses = journal.records['A-1']?.steps[0]?.exchanges.map(({outcome}) => outcome.kind === 'answer' && outcome.status);
    expect(statuses).toEqual([404, 404, 200]);
    expect(verdicts['A-1']?.outcome).toBe('passed');
  });

  it('makes its last attempt when the time is over', async () => {
    const platform = await start(after(1_000));
    const step = requestStep('GET /late', {eventually: {withinMs: 60, everyMs: 50, giveUpOn: []}});
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [step])]);
    const exchanges = journal.records['A-1']?.steps[0]?.exchanges ?? [];
    expect(exchanges).toHaveLength(3);
    expect((exchanges[2]?.at ?? 0) - (journal.records['A-1']?.start.at ?? 0)).toBeGreaterThanOrEqual(58);
    expect(verdicts['A-1']?.outcome).toBe('failed');
  });

  it('gives up where it is told to', async () => {
    const platform = await start(after(1_000));
    const step = requestStep('GET /late', {eventually: {withinMs: 2_000, everyMs: 5, giveUpOn: [404]}});
    const {journal} = await running(platform, [makeCase('A-1', [step])]);
    expect(journal.records['A-1']?.steps[0]?.exchanges).toHaveLength(1);
  });

  it('for what must stay so ends at the first attempt that is not met', async () => {
    let calls = 0;
    const platform = await start((_, response) => {
      calls += 1;
      response.writeHead(calls === 3 ? 500 : 200).end();
      return true;
    });
    const step = requestStep('GET /steady', {consistently: {forMs: 2_000, everyMs: 5}});
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [step])]);
    expect(journal.records['A-1']?.steps[0]?.exchanges).toHaveLength(3);
    expect(verdicts['A-1']?.outcome).toBe('failed');
  });

  it('that is cut off in a pause never counts as a failure', async () => {
    const platform = await start(after(1_000));
    const step = requestStep('GET /late', {eventually: {withinMs: 60_000, everyMs: 50_000, giveUpOn: []}});
    const {verdicts} = await running(platform, [makeCase('A-1', [step], {timeoutMs: 60})]);
    expect(verdicts['A-1']).toMatchObject({outcome: 'error', findings: [{code: 'no-answer', blame: 'silence'}]});
  });
});

describe('notifications', () => {
  const listeners = {bell: {replies: []}};
  const subscribe = requestStep('POST /subscribers', {json: {url: '{{ listeners.bell.url }}'}, expect: {status: 201}});

  it('are waited for, and go to their own case', async () => {
    const platform = await start();
    const steps = [
      subscribe,
      {...create, id: 'create'},
      awaitStep('bell', {since: 'create', count: {min: 1, max: null}, expect: {method: 'POST', json: {id: '{{ case.key }}'}}}),
    ];
    const {verdicts, journal} = await running(platform, [makeCase('A-1', steps, {listeners}), makeCase('A-2', steps, {listeners})]);
    expect(verdicts).toMatchObject({'A-1': {outcome: 'passed'}, 'A-2': {outcome: 'passed'}});
    expect(journal.callback).toMatchObject({reachable: true});
    expect(journal.records['A-1']?.steps[2]?.arrivals[0]).toMatchObject({method: 'POST', path: listenerPath('A-1', 'bell', 'seed')});
  });

  it('that do not come are a failure', async () => {
    const platform = await start();
    const {verdicts} = await running(platform, [makeCase('A-1', [subscribe, awaitStep('bell', {withinMs: 40})], {listeners})]);
    expect(verdicts['A-1']).toMatchObject({outcome: 'failed', findings: [{code: 'notification-missing'}]});
  });

  it('that the case had no time to wait for are not', async () => {
    const platform = await start();
    const {verdicts, journal} = await running(
      platform, [makeCase('A-1', [subscribe, awaitStep('bell', {withinMs: 60_000})], {listeners, timeoutMs: 80})],
    );
    expect(verdicts['A-1']).toMatchObject({outcome: 'error', reason: {code: 'case-timeout'}});
    expect(journal.records['A-1']?.steps).toHaveLength(1);
  });

  it('must not come where it is to be quiet, and what was awaited before does not count', async () => {
    const platform = await start();
    const good = [subscribe, create, awaitStep('bell'), quietStep('bell')];
    const bad = [subscribe, create, awaitStep('bell'), {...create, json: {id: '{{ case.key }}-2'}}, quietStep('bell', {forMs: 2_000})];
    const {verdicts} = await running(platform, [makeCase('A-1', good, {listeners, exclusive: true})]);
    expect(verdicts['A-1']?.outcome).toBe('passed');
    const other = await start();
    const second = await running(other, [makeCase('A-2', bad, {listeners})]);
    expect(second.verdicts['A-2']).toMatchObject({outcome: 'failed', findings: [{code: 'notification-unwanted'}]});
  });

  describe('of which there are several', () => {
    const quiet = Array.from({length: 4}, (_, i) => makeCase(
      `Q-${i}`, [requestStep('POST /subscribers', {json: {url: 'http://127.0.0.1:1/'}, expect: {status: 201}}), quietStep('bell', {forMs: 300})], {listeners},
    ));
    const waited = async (concurrency: number): Promise<number> => {
      const {footer, verdicts} = await running(await start(), quiet, {target: {limits: {...makeTarget('http://x').limits, concurrency}}});
      expect(Object.values(verdicts).map(({outcome}) => outcome)).toEqual(quiet.map(() => 'passed'));
      return footer.tookMs;
    };
    it('are waited for side by side, however few cases may work at a time', async () => expect(await waited(2)).toBeLessThan(1_100));
    it('are waited for one after the other by who asks for one case at a time', async () => expect(await waited(1)).toBeGreaterThanOrEqual(1_200));
  });

  it('are not asked for when nobody could deliver them', async () => {
    const platform = await start();
    const {verdicts, journal} = await running(
      platform,
      [makeCase('A-1', [subscribe, awaitStep('bell')], {listeners}), makeCase('A-2', [create])],
      {target: {callback: {listen: '127.0.0.1:0', publicUrl: 'http://127.0.0.1:1'}}},
    );
    expect(journal.callback).toMatchObject({reachable: false, detail: expect.stringContaining('refused')});
    expect(verdicts).toMatchObject({'A-1': {outcome: 'blocked', reason: {code: 'callback-unreachable'}}, 'A-2': {outcome: 'passed'}});
    expect(platform.log.some((line) => line.includes('subscribers'))).toBe(false);
  });

  it('are answered in turn, as the case says', async () => {
    const platform = await start((request, response, body) => {
      if (request.url !== '/call-twice') return false;
      const {url} = JSON.parse(body) as {url: string};
      void (async () => {
        const first = await fetch(url, {method: 'POST', body: '1'});
        const second = await fetch(url, {method: 'POST', body: '2'});
        response.writeHead(200).end(JSON.stringify([first.status, second.status, await second.json()]));
      })();
      return true;
    });
    const replies = [{status: 503, headers: {}, afterMs: 0}, {status: 200, headers: {}, json: {key: '{{ case.key }}'}, afterMs: 5}];
    const step = requestStep(
      'POST /call-twice', {json: {url: '{{ listeners.bell.url }}'}, expect: {status: 200, json: [503, 200, {key: '{{ case.key }}'}]}},
    );
    const {verdicts} = await running(platform, [makeCase('A-1', [step], {listeners: {bell: {replies}}})]);
    expect(verdicts['A-1']?.outcome).toBe('passed');
  });
});

describe('a run', () => {
  it('keeps cases that need the platform for themselves apart', async () => {
    let open = 0;
    const together = new Map<string, number>();
    const platform = await start((request, response) => {
      open += 1;
      setTimeout(() => {
        together.set(request.url ?? '', Math.max(together.get(request.url ?? '') ?? 0, open));
        open -= 1;
        response.writeHead(200).end();
      }, 20);
      return true;
    });
    const cases = [
      makeCase('X-1', [requestStep('GET /alone')], {exclusive: true}),
      ...['1', '2', '3'].map((id) => makeCase(`A-${id}`, [requestStep('GET /shared')])),
    ];
    await running(platform, cases);
    expect(together.get('/alone')).toBe(1);
    expect(together.get('/shared')).toBe(3);
    expect(platform.log.at(-1)).toBe('GET /alone');
  });

  it('sends no more requests a second than it may', async () => {
    const platform = await start();
    const cases = ['1', '2', '3', '4', '5'].map((id) => makeCase(`A-${id}`, [requestStep('GET /x', {expect: {status: 404}})]));
    const {footer} = await running(platform, cases, {target: {limits: {...makeTarget('http://x').limits, requestsPerSecond: 20}}});
    expect(footer.tookMs).toBeGreaterThanOrEqual(195);
  });

  it('waits as long as a busy platform asks for, and sends again', async () => {
    let calls = 0;
    const platform = await start((_, response) => {
      calls += 1;
      if (calls === 1) response.writeHead(429, {'Retry-After': '0'}).end();
      else response.writeHead(200).end();
      return true;
    });
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [requestStep('GET /busy')])]);
    expect(journal.records['A-1']?.steps[0]?.exchanges).toHaveLength(2);
    expect(verdicts['A-1']?.outcome).toBe('passed');
  });

  it('does not wait where being refused is what the case is about', async () => {
    const platform = await start((_, response) => response.writeHead(429, {'Retry-After': '1'}).end() === response);
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [requestStep('GET /busy', {expect: {status: 429}})])]);
    expect(journal.records['A-1']?.steps[0]?.exchanges).toHaveLength(1);
    expect(verdicts['A-1']?.outcome).toBe('passed');
  });

  it('that is interrupted takes back what was begun, and says so', async () => {
    const control = new AbortController();
    const platform = await start((request, response) => {
      if (request.url === '/hangs') control.abort();
      return request.url === '/hangs' && response.writable;
    });
    const cases = [makeCase('A-1', [create, requestStep('GET /hangs')]), makeCase('A-2', [create])];
    const {footer, verdicts} = await running(
      platform, cases, {services: {signal: control.signal}, target: {limits: {...makeTarget('http://x').limits, concurrency: 1}}},
    );
    expect(footer).toMatchObject({ended: 'interrupted', leftovers: []});
    expect(platform.things.size).toBe(0);
    expect(verdicts).toMatchObject({'A-1': {outcome: 'not-run'}, 'A-2': {outcome: 'not-run', reason: {code: 'aborted'}}});
  });

  it('that runs out of time says so', async () => {
    const platform = await start((request, response) => request.url === '/hangs' && response.writable);
    const cases = [makeCase('A-1', [requestStep('GET /hangs')]), makeCase('A-2', [create])];
    const {footer, verdicts} = await running(
      platform, cases, {target: {limits: {...makeTarget('http://x').limits, concurrency: 1, runTimeoutMs: 100}}},
    );
    expect(footer.ended).toBe('run-timeout');
    expect(verdicts['A-2']).toMatchObject({outcome: 'not-run', reason: {code: 'run-timeout'}});
  });

  it('against a platform that is not there records silence', async () => {
    const platform = await start();
    await platform.close();
    const {verdicts, journal} = await running(platform, [makeCase('A-1', [create])]);
    expect(verdicts['A-1']).toMatchObject({outcome: 'error', reason: {code: 'no-answer'}});
    expect(journal.records['A-1']?.undos).toEqual([]);
  });

  it('writes no secret down, sends them in clear, and is judged as it was ruled', async () => {
    const platform = await start((request, response) => {
      if (request.url !== '/login') return false;
      response.writeHead(200, {'Content-Type': 'application/json'}).end(
        JSON.stringify({ticket: 'tick-et/77', echo: request.headers.authorization}),
      );
      return true;
    });
    const steps = [
      requestStep(
        'POST /login',
        {expect: {status: 200, json: {ticket: {$type: 'string'}}}, capture: {ticket: {from: 'json', path: '$.ticket', secret: true}}},
      ),
      requestStep('GET /things/x', {headers: {'X-Ticket': '{{ ticket }}'}, expect: {status: 404}}),
    ];
    const {verdicts, text} = await running(platform, [makeCase('A-1', steps)], {target: {
      auth: {city: {kind: 'bearer', token: {env: 'TOKEN'}}},
      endpoints: {rest: {url: platform.origin, auth: 'city', headers: {Tenant: {env: 'TENANT'}}, parameters: {}}},
    }});
    expect(platform.headers[1]).toMatchObject(
      {'x-ticket': 'tick-et/77', authorization: 'Bearer resolved-TOKEN', tenant: 'resolved-TENANT'},
    );
    expect(text).not.toMatch(/tick-et|resolved-/);
    expect(text).toContain('[secret ticket]');
    expect(verdicts['A-1']?.outcome).toBe('passed');
  });

  it('tells every missing secret at once', async () => {
    const platform = await start();
    const {inputError} = await import('../../src/error.ts');
    const services = {resolveSecret: (_: unknown, at: string): string => { throw inputError(at, 'is not set'); }};
    await expect(running(platform, [makeCase('A-1', [create])], {services, target: {
      auth: {a: {kind: 'bearer', token: {env: 'A'}}, b: {kind: 'basic', user: 'u', password: {env: 'B'}}},
    }})).rejects.toMatchObject({complaints: [{at: 'auth.a.bearer'}, {at: 'auth.b.basic'}]});
  });
});
