import {randomBytes} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {writeTarget} from '../../bin/write-target.ts';
import {startSandbox} from '../../src/sandbox/sandbox.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {folder, mimcheck, start} from '../bin/command-line.ts';
import type {Running} from '../bin/command-line.ts';
import {startLiar} from './false-location.ts';
import {fingerprint, foreignContext, settle} from './guest.ts';

const SUITES = ['--suite', 'ngsi-ld-*', '--concurrency', '8'];

interface Guest {
  readonly sandbox: Sandbox;
  readonly target: string;
  readonly out: string;
  readonly env: Readonly<Record<string, string>>;
}

async function visiting(options: {readonly faults?: readonly string[]; readonly latencyMs?: number}, visit: (guest: Guest) => Promise<void>): Promise<readonly string[]> {
  const sandbox = await startSandbox({now: Date.now, random: () => randomBytes(24).toString('base64url'), ...options});
  const place = folder();
  await settle(sandbox);
  const before = await fingerprint(sandbox);
  expect(before.foreign).toBeGreaterThan(100);
  expect(before.registrations).toBe(8);
  try {
    await visit({sandbox, target: writeTarget(join(place, 'target.yaml'), sandbox), out: join(place, 'run'), env: {[sandbox.secretVariable]: sandbox.secret}});
    const {ours, ...others} = await fingerprint(sandbox);
    expect({...others, ours: []}).toEqual(before);
    return ours;
  } finally {
    await sandbox.close();
  }
}

/** Resolves when the record holds so many of these. */
async function recorded(running: Running, file: string, {kind, count}: {readonly kind: string; readonly count: number}): Promise<void> {
  await until(running, file, (journal) => journal.split(`"kind":"${kind}"`).length > count);
}

/** Waits until the record is as told; a run that ends before is a failure. */
async function until(running: Running, file: string, holds: (journal: string) => boolean): Promise<void> {
  const over = running.done.then(() => { throw new Error('the run has ended before'); });
  const seen = (async () => {
    while (!existsSync(file) || !holds(readFileSync(file, 'utf8'))) await new Promise((next) => setTimeout(next, 20));
  })();
  await Promise.race([seen, over]);
}

interface Line {
  readonly kind: string;
  readonly case: string;
  readonly exchanges?: readonly {readonly request: {readonly method: string; readonly url: string}; readonly outcome: {readonly status?: number}}[];
}

/** Whether some case has just made a history, with nothing recorded of it since: its removal is two answers away. */
function hasJustMadeHistory(journal: string): boolean {
  const last = new Map<string, Line>();
  for (const text of journal.split('\n').slice(0, -1)) {
    const line = JSON.parse(text) as Line;
    if (['case-start', 'step', 'case-end', 'undo'].includes(line.kind)) last.set(line.case, line);
  }
  return [...last.values()].some(({exchanges = []}) => exchanges.some(({request, outcome}) => request.method === 'POST' && request.url.endsWith('/temporal/entities') && outcome.status === 201));
}

// Those that could lead an undo astray, or leave it without effect.
const FAULTS = [
  'ngsi-ld-location-missing', 'ngsi-ld-location-wrong', 'ngsi-ld-duplicate-create-accepted', 'ngsi-ld-delete-deletes-nothing', 'ngsi-ld-batch-create-without-ids', 'ngsi-ld-subscription-location-missing',
  'ngsi-ld-subscription-delete-deletes-nothing', 'ngsi-ld-temporal-location-missing', 'ngsi-ld-temporal-delete-deletes-nothing', 'ngsi-ld-temporal-delete-deletes-entity', 'ngsi-ld-context-location-missing', 'ngsi-ld-tenant-ignored', 'ngsi-ld-id-ignored', 'ngsi-ld-not-found-answers-200',
];

interface Footer {
  readonly leftovers: readonly unknown[];
}

const footerOf = (out: string): Footer => JSON.parse(readFileSync(join(out, 'journal.jsonl'), 'utf8').trimEnd().split('\n').at(-1) ?? '') as Footer;

it.each([
  ['an entity', 'PATCH', 'entities/urn:ngsi-ld:Building:foreign-7/attrs', {name: {type: 'Property', value: 'Building 7'}}],
  ['a history', 'POST', 'temporal/entities/urn:ngsi-ld:Vehicle:foreign-history/attrs', {name: {type: 'Property', value: 'later', observedAt: '2022-01-01T00:00:00Z'}}],
  ['a subscription', 'PATCH', 'subscriptions/urn:ngsi-ld:Subscription:foreign-Vehicle', {description: 'changed'}],
  ['a registration', 'PATCH', 'csourceRegistrations/urn:ngsi-ld:ContextSourceRegistration:foreign-Sensor-redirect', {description: 'changed'}],
])('a change of %s of others would be noticed', async (_, method, path, change) => {
  await expect(visiting({}, async ({sandbox: {http}}) => {
    const how = {method, headers: {'Content-Type': 'application/json'}, body: JSON.stringify(change)};
    const {status} = await fetch(`${http}/ngsi-ld/v1/${path}`, how);
    expect(status).toBe(204);
  })).rejects.toThrow(/to deeply equal/);
});

// Whole runs of a hundred suites, beside other tests.
describe.each([
  {platform: 'that is right in everything', faults: []},
  {platform: 'that is wrong in many ways', faults: FAULTS},
])('a guest of a platform $platform leaves everything of others as it was', {timeout: 240_000}, ({faults}) => {
  const right = faults.length === 0;

  /** Of its own nothing stays where a deletion deletes; where none does, the run says what stayed. */
  function expectTidy(ours: readonly string[]): void {
    if (right) expect(ours).toEqual([]);
    else expect(ours.length).toBeGreaterThan(0);
  }

  it('after a whole run, and says what it could not take back', async () => {
    let leftovers = 0;
    const ours = await visiting({faults}, async ({target, out, env}) => {
      const done = await mimcheck(['run', target, '--out', out, ...SUITES], {env});
      expect(done.stderr).not.toContain('fault of mimcheck');
      expect(readFileSync(join(out, 'journal.jsonl'), 'utf8')).toContain('"method":"DELETE"');
      leftovers = footerOf(out).leftovers.length;
    });
    expectTidy(ours);
    if (right) expect(leftovers).toBe(0);
    else expect(leftovers).toBeGreaterThan(0);
  });

  it('after a run that was interrupted', async () => {
    const ours = await visiting({faults, latencyMs: 15}, async ({target, out, env}) => {
      const running = start(['run', target, '--out', out, ...SUITES], {env});
      await recorded(running, join(out, 'journal.jsonl'), {kind: 'case-end', count: 20});
      running.kill('SIGINT');
      expect((await running.done).code).toBe(130);
    });
    expectTidy(ours);
  });

  it('after a run that was killed, and a sweep', async () => {
    const ours = await visiting({faults, latencyMs: 15}, async ({target, out, env, sandbox}) => {
      const running = start(['run', target, '--out', out, ...SUITES], {env});
      await recorded(running, join(out, 'journal.jsonl'), {kind: 'case-end', count: 30});
      running.kill('SIGKILL');
      await running.done;
      expect((await fingerprint(sandbox)).ours.length).toBeGreaterThan(0);
      const swept = await mimcheck(['sweep', out, '--target', target], {env});
      expect(swept.stdout).toContain('removed or already gone, ');
    });
    expectTidy(ours);
  });

  it('with --read-only, and sends nothing that could change anything', async () => {
    const ours = await visiting({faults}, async ({target, out, env}) => {
      await mimcheck(['run', target, '--out', out, '--read-only', ...SUITES], {env});
      expect(readFileSync(join(out, 'journal.jsonl'), 'utf8')).not.toMatch(/"request":\{"method":"(POST|PUT|PATCH|DELETE)"/);
    });
    expect(ours).toEqual([]);
  });
});

it('a run that was killed among the histories it had made leaves none of them after a sweep, and those of others as they were', {timeout: 240_000}, async () => {
  // Each answer is held back for so long that what was just made is there yet when the run is killed.
  const ours = await visiting({latencyMs: 150}, async ({target, out, env, sandbox}) => {
    const journal = join(out, 'journal.jsonl');
    const running = start(['run', target, '--out', out, '--suite', 'ngsi-ld-temporal-*', '--concurrency', '8'], {env});
    await recorded(running, journal, {kind: 'case-end', count: 10});
    await until(running, journal, hasJustMadeHistory);
    running.kill('SIGKILL');
    await running.done;
    expect((await fingerprint(sandbox)).ours.length).toBeGreaterThan(0);
    const swept = await mimcheck(['sweep', out, '--target', target], {env});
    expect(swept.stdout).toMatch(/^[1-9]\d* removed or already gone, 0 left/m);
  });
  expect(ours).toEqual([]);
});

describe('a platform that says of each new thing that it lies where others have theirs', {timeout: 240_000}, () => {
  const everything = '/ngsi-ld/v1/entities?type=Building';

  /** Through a stranger between them, who lies. */
  async function lyingTo(visit: (guest: Guest) => Promise<void>): Promise<void> {
    await visiting({}, async ({sandbox, ...guest}) => {
      const context = await foreignContext(sandbox);
      const liar = await startLiar(sandbox.http, (path) => {
        if (path.includes('jsonldContexts')) return [context, '/ngsi-ld/v1/entities/urn:ngsi-ld:Building:foreign-3', everything];
        if (path.includes('temporal')) return ['/ngsi-ld/v1/temporal/entities/urn:ngsi-ld:Vehicle:foreign-history', everything];
        if (path.includes('subscriptions')) return ['/ngsi-ld/v1/subscriptions/urn:ngsi-ld:Subscription:foreign-Vehicle', context, everything];
        return ['/ngsi-ld/v1/entities/urn:ngsi-ld:Vehicle:foreign-3', '/ngsi-ld/v1/csourceRegistrations/urn:ngsi-ld:ContextSourceRegistration:foreign-Sensor-redirect', everything];
      });
      const lied = {...sandbox, target: JSON.parse(JSON.stringify(sandbox.target).replaceAll(sandbox.http, liar.origin)) as Sandbox['target']};
      try {
        await visit({...guest, sandbox, target: writeTarget(guest.target, lied)});
        expect(liar.lies()).toBeGreaterThan(5);
      } finally {
        await liar.close();
      }
    });
  }

  it('loses nothing of them in a whole run, which says what it did not touch', async () => {
    await lyingTo(async ({target, out, env}) => {
      await mimcheck(['run', target, '--out', out, ...SUITES], {env});
      const {leftovers} = footerOf(out);
      expect(leftovers).toContainEqual(expect.objectContaining({kept: 'unmarked'}));
      expect(leftovers).toContainEqual(expect.objectContaining({kept: 'elsewhere'}));
      expect(readFileSync(join(out, 'report.md'), 'utf8')).toMatch(/did not touch it again, because nothing shows that it belongs to the run[\s\S]+does not say the id of the run[\s\S]+curl [\s\S]+foreign/);
      const swept = await mimcheck(['sweep', out, '--target', target], {env});
      expect(swept.code).toBe(2);
      expect(swept.stdout).toMatch(/# The platform said that it lies here, but what lies here does not say the id of the run.*\ncurl (?!.*DELETE)/);
      expect(swept.stdout).toMatch(/# The platform said that it lies here, but that is not directly below the address where it was created.*\ncurl (?!.*DELETE)/);
    });
  });
});
