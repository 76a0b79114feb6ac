import {describe, expect, it} from 'vitest';
import {mimcheck} from './command-line.ts';

interface Listed {
  readonly id: string; readonly release: string; readonly mim: number; readonly title: string | null; readonly provisional: boolean; readonly proof: readonly string[]; readonly equivalence: readonly string[];
  readonly routes: readonly {readonly kind: string; readonly count?: number; readonly mechanismTitle?: string | null}[];
  readonly noFramework: string | null;
  readonly frameworks: readonly {readonly id: string; readonly clause: string; readonly how: string; readonly checkedOn: string | null}[];
}

describe('mimcheck list requirements --json', () => {
  it('gives of one release what a tender needs: names, routes with their cases, means of proof, a yardstick, European rules', async () => {
    const {code, stdout} = await mimcheck(['list', 'requirements', '--release', '9.0', '--mim', '7', '--json']);
    const {requirements} = JSON.parse(stdout) as {readonly requirements: readonly Listed[]};
    expect(code).toBe(0);
    expect(requirements.map(({id}) => id)).toEqual(['MIM7-9.0-R1.1', 'MIM7-9.0-R2.1', 'MIM7-9.0-R3.1', 'MIM7-9.0-R4.1', 'MIM7-9.0-R5.1']);
    for (const {title, proof, equivalence} of requirements) expect([title === null, proof.length === 0, equivalence.length === 0]).toEqual([false, false, false]);
    const [first] = requirements;
    expect(first?.routes.map(({kind, mechanismTitle = null}) => [kind, mechanismTitle])).toEqual([
      ['cases', 'OGC API – Features'], ['planned', 'OGC SensorThings API'], ['planned', 'OGC Web Feature Service'], ['declaration', null],
    ]);
    expect(first?.routes[0]?.count).toBeGreaterThan(20);
    expect(requirements.map(({noFramework}) => noFramework === null)).toEqual([true, true, false, true, true]);
    expect(first?.frameworks.map(({id, clause}) => `${id} ${clause}`)).toContain('inspire Article 11(1)');
  });

  it('lists the project’s own as provisional', async () => {
    const {stdout} = await mimcheck(['list', 'requirements', '--release', '9.0', '--mim', '6']);
    expect(stdout).toMatch(/^MIM6-9\.0-X1\s+should\s+provisional\s+Browsers are told/m);
    expect(stdout).toMatch(/^MIM6-9\.0-R1\.1\s+must\s+Rules of access/m);
  });
});

describe('mimcheck list frameworks', () => {
  it('tells which European rules there are, since when they apply and when somebody last looked', async () => {
    const {code, stdout} = await mimcheck(['list', 'frameworks']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^gdpr\s+law\s+from 2018-05-25\s+looked at 20\d\d-\d\d-\d\d\s+\d+ requirements\s+General Data Protection Regulation, Regulation \(EU\) 2016\/679$/m);
    expect((JSON.parse((await mimcheck(['list', 'frameworks', '--json'])).stdout) as {readonly frameworks: readonly {readonly id: string}[]}).frameworks.map(({id}) => id)).toContain('inspire');
  });
});

describe('mimcheck explain', () => {
  it('tells of a requirement everything that a tender could say about it', async () => {
    const {code, stdout} = await mimcheck(['explain', 'MIM7-9.0-R4.1']);
    expect(code).toBe(0);
    for (const heading of [
      'What it demands', 'How binding it is', 'How it can be shown', 'What a buyer can ask for as proof', 'What an equivalent solution would have to show',
      'Which European rules bear on it', 'Where it stands',
    ]) expect(stdout).toContain(`\n${heading}\n`);
    expect(stdout).toMatch(/INSPIRE Directive \(Directive 2007\/2\/EC\), a law/);
  });
});
