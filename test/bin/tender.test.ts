import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {folder, mimcheck} from './command-line.ts';

let place: string;
beforeAll(async () => {
  place = folder();
  await mimcheck(['tender', 'init', '--profile', 'stadium-watering', '--file', 'tender.yaml'], {cwd: place});
  const text = readFileSync(join(place, 'tender.yaml'), 'utf8');
  writeFileSync(join(place, 'final.yaml'), text.replaceAll('"[…]"', '"decided"').replace('acceptance-period: "decided"', 'acceptance-period: "60 days"').replace('date: "decided"', 'date: "2026-12-01"'));
  writeFileSync(join(place, 'wrong.yaml'), text.replace('weight: 20', 'weight: 10').replace('object: |', 'object: |\n  Sensors for Sigfox.'));
  for (const [name, met] of [['a', ['MIM0-9.0-R1.1']], ['b', []]] as const) {
    mkdirSync(join(place, 'runs', name), {recursive: true});
    writeFileSync(join(place, 'runs', name, 'report.json'), JSON.stringify({
      target: {product: name.toUpperCase(), version: '1'}, run: {started: '2026-11-01T00:00:00Z'}, requirements: ['MIM0-9.0-R1.1', 'MIM0-9.0-R1.2'].map((id) => ({id, level: 'should', verdict: met.some((one) => one === id) ? 'passed' : 'warning'})),
    }));
  }
  mkdirSync(join(place, 'empty'));
  mkdirSync(join(place, 'broken'));
  writeFileSync(join(place, 'broken', 'report.json'), '{"a": 1}');
});
const run = (...args: readonly string[]) => mimcheck(['tender', ...args], {cwd: place});

describe('mimcheck tender', () => {
  it('writes a tender.yaml that it reads, with comments, and does not write over one', async () => {
    const text = readFileSync(join(place, 'tender.yaml'), 'utf8');
    expect(text).toContain('# Data in a machine-readable format\n  - id: MIM0-9.0-R1.1');
    const again = await run('init', '--profile', 'stadium-watering', '--file', 'tender.yaml');
    expect(again).toMatchObject({code: 3, stderr: expect.stringContaining('is there already')});
  });

  it('knows its profiles, and which one was meant', async () => {
    const {stdout} = await run('profiles', '--json');
    expect((JSON.parse(stdout) as readonly {readonly id: string}[]).map(({id}) => id)).toContain('smart-lighting');
    expect(await run('init', '--profile', 'smart-lightning', '--file', 'x.yaml')).toMatchObject({code: 3, stderr: expect.stringContaining("did you mean 'smart-lighting'?")});
  });

  it('lints: open values are warnings, and what can be contested is an error with its place', async () => {
    expect(await run('lint', 'tender.yaml')).toMatchObject({code: 0, stdout: expect.stringMatching(/tender\.yaml:\d+:\d+ L013 warning: is still open: amount of the penalty, once or per day \(fill in parameters\.penalty\)/)});
    const wrong = await run('lint', 'wrong.yaml', '--json');
    expect(wrong.code).toBe(3);
    const {errors, findings} = JSON.parse(wrong.stdout) as {readonly errors: number; readonly findings: readonly {readonly rule: string; readonly at: string}[]};
    expect(errors).toBe(2);
    expect(findings.filter(({rule}) => rule === 'L002' || rule === 'L006')).toHaveLength(2);
    for (const {at} of findings) expect(at).toMatch(/^wrong\.yaml:\d+:\d+$/);
  });

  it('counts how many tested products meet each gate', async () => {
    const {stdout} = await run('lint', 'tender.yaml', '--results', 'runs');
    expect(stdout).toContain('of 2 listed products, only A 1 meets the gate MIM0-9.0-R1.1');
    expect(stdout).toContain('of 2 listed products, none meets the gate MIM0-9.0-R1.2');
    expect(await run('lint', 'tender.yaml', '--results', 'empty')).toMatchObject({code: 3, stderr: expect.stringContaining('there is no report.json')});
    expect(await run('lint', 'tender.yaml', '--results', 'broken')).toMatchObject({code: 3, stderr: expect.stringContaining('is no report of mimcheck')});
    expect(await run('lint', 'tender.yaml', '--results', 'nowhere')).toMatchObject({code: 3});
  });

  it('explains its rules without a tender', async () => {
    expect((await run('lint', '--rules')).stdout).toContain('L001 A standard without "or equivalent" (error)');
  });

  it('builds a final clause set only when nothing is open', async () => {
    const refused = await run('build', 'tender.yaml', '--format', 'json', '--final', '--out', 'no');
    expect(refused).toMatchObject({code: 3, stderr: expect.stringContaining('L013 is still open')});
    expect(refused.stderr).toMatch(/is not written as a final tender: \d+ things stand against it \(without --final a draft is written/);
    expect(await run('build', 'final.yaml', '--format', 'json', '--final', '--out', 'yes')).toMatchObject({code: 0});
    expect(JSON.parse(readFileSync(join(place, 'yes', 'clause-set.json'), 'utf8'))).toMatchObject({format: 'mimcheck/clause-set/1', draft: false, placeholders: []});
  });

  it('tells how far a translation is', async () => {
    const {stdout} = await run('texts', '--lang', 'fr', '--json');
    const state = JSON.parse(stdout) as Readonly<Record<string, readonly string[]>>;
    expect(state).toMatchObject({missing: [], stale: []});
    expect(state['reviewed']?.length).toBeGreaterThan(500);
  });
});
