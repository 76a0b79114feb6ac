import {readFileSync} from 'node:fs';
import {XMLParser, XMLValidator} from 'fast-xml-parser';
import {describe, expect, test} from 'vitest';
import {curlOf} from '../../reports/curl.ts';
import {escapeMarkdown} from '../../reports/markdown.ts';
import {FORMATS, documents} from '../../reports/write.ts';
import type {Language} from '../../reports/words.ts';
import {violations} from '../../src/json-schema/compile.ts';
import type {Journal, Json, JsonObject} from '../../src/model.ts';
import {exchange, journal, record, requirement, sampleCase} from '../model-samples.ts';
import {HOSTILE, judged, mixedJournal} from './samples.ts';

async function made(language: Language = 'en', one = mixedJournal()) {
  return documents({...(await judged(one)), formats: FORMATS, language, templates: 'templates/report'});
}

describe('the HTML report', () => {
  test('says first, in one sentence, what a procurement officer needs', async () => {
    const html = (await made()).get('report.html') ?? '';
    expect(html.replaceAll(/<[^>]+>/g, ' ')).toMatch(/Not conformant\s+Acme .* does not meet 1 of the 4 mandatory requirements\./s);
  });
  test('shows what the vendor sent as text only', async () => {
    const html = (await made()).get('report.html') ?? '';
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;script&gt;alert(1)');
  });
  test('forbids scripts and everything from elsewhere', async () => {
    expect((await made()).get('report.html')).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}&#x3D;';/);
  });
  test('tells for a failure the clause, what was expected, what came, where, and how to send it again', async () => {
    const html = (await made()).get('report.html') ?? '';
    for (const part of ['ETSI GS CIM 009 1.9.1, 5.7.1', '/name', 'mim1/ngsi-ld/x.yaml:12:9', 'curl -g -sS -i -X POST', 'The clause leaves no room.']) expect(html).toContain(part);
  });
  test('shows what was not tested as plainly as what failed', async () => {
    const html = ((await made()).get('report.html') ?? '').split('id="not-tested"')[1]?.split('id="failures"')[0] ?? '';
    for (const part of ['MIM1-9.0-R1.5', 'does not claim the feature “tenants”', 'X-06', 'X-04']) expect(html).toContain(part);
  });
  test('says of what is tested only what is known', async () => {
    const one = mixedJournal();
    const target = {...one.header.target, product: '127.0.0.1', version: 'unknown', vendor: 'unknown'};
    for (const language of ['en', 'fr'] as const) {
      const documentsOf = await made(language, {...one, header: {...one.header, target}});
      expect(documentsOf.get('report.html')).toContain('<h1>127.0.0.1</h1>');
      expect(documentsOf.get('report.md')).toMatch(/127\.0\.0\.1 (does not meet|ne satisfait pas)/);
      for (const name of ['report.html', 'report.md']) expect(documentsOf.get(name)).not.toContain('unknown');
    }
  });
  test('says when the recording breaks off', async () => {
    expect((await made('en', {...mixedJournal(), footer: null})).get('report.html')).toContain('The recording breaks off');
  });
  test('is in French when it is asked for in French', async () => {
    const html = (await made('fr')).get('report.html') ?? '';
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('ne satisfait pas à 1 des 4 exigences obligatoires');
    for (const name of ['report.html', 'report.md']) expect((await made('fr')).get(name)?.replaceAll('\\', ''), name).toContain('(obligatoire, non testée)\u00A0: ');
    expect(html).not.toMatch(/>(Requirement|Expected|Came|Level)</);
  });
  test('marks as English what the suites say in a French page, and nothing of the vendor’s or its own', async () => {
    const run = mixedJournal();
    const html = (await made('fr', {...run, requirements: run.requirements.map((one) => ({...one, condition: 'There are terms.'}))})).get('report.html') ?? '';
    const english = [...html.matchAll(/<(\w+)[^>]* lang="en"[^>]*>(.*?)<\/\1>/g)].map(([, , text = '']) => text.replaceAll(/<[^>]+>/g, '')).filter((text) => text !== '');
    const {text, mimTitle} = requirement();
    for (const part of [text, 'There are terms.', sampleCase().title, 'ETSI GS CIM 009 1.9.1, 5.7.1', 'The clause leaves no room.', mimTitle, 'Is there a policy?', 'Create it']) expect(english).toContain(part);
    const rest = html.replaceAll(/<\/?em>/g, '').replaceAll(/ lang="en"[^>]*>[^<]*</g, '><');
    for (const part of [text, 'The clause leaves no room.', 'Is there a policy?', 'Create it', 'There are terms.']) expect(rest).not.toContain(`${part}<`);
    for (const part of ['Acme', 'We map identifiers', 'obligatoire', 'Étape']) expect(english.join()).not.toContain(part);
  });
  test('gives requirements in French where their very sentences are known in it, and then does not mark them', async () => {
    const sentences = new Map([[requirement().text, 'L’identifiant permet de trouver.'], ['Is there a policy?', 'Y a-t-il une politique ?']]);
    const told = await documents({...(await judged(mixedJournal())), formats: FORMATS, language: 'fr', templates: 'templates/report', sentences});
    const {cases, requirements} = JSON.parse(told.get('report.json') ?? '') as {cases: unknown[]; requirements: {text: string}[]};
    expect([cases.length, requirements[0]?.text]).toEqual([6, requirement().text]);
    for (const name of ['report.html', 'report.md']) {
      expect(told.get(name), name).toContain('L’identifiant permet de trouver.');
      expect(told.get(name), name).toContain('Demande l’examen d’une personne\u00A0: Y a-t-il une politique ?');
      expect(told.get(name), name).not.toContain(requirement().text);
    }
    const other = await documents({...(await judged(mixedJournal())), formats: ['html'], language: 'fr', templates: 'templates/report', sentences: new Map([[`${requirement().text} `, 'Autre chose.']])});
    expect(other.get('report.html')).not.toContain('Autre chose.');
    expect(other.get('report.html')).toContain(`<span lang="en">${requirement().text}</span>`);
  });
  test('counts in French and in English as each of them counts', async () => {
    const base = journal();
    const [run, twice] = [1, 2].map((failing) => {
      const cases = Array.from({length: failing}, (_, index) => sampleCase({id: `X-0${index + 1}`}));
      return journal({
        header: {...base.header, target: {...base.header.target, declarations: {'MIM1-9.0-R1.3': {statement: 'We do.', by: 'Jane Doe', date: '2026-11-01'}}}},
        requirements: [...cases.map(({id}) => requirement({id: `MIM1-9.0-${id}`, routes: [{kind: 'cases' as const, mechanism: 'ngsi-ld', cases: [id]}]})), requirement({id: 'MIM1-9.0-R1.3', routes: [{kind: 'declaration', question: 'How?'}]})],
        cases, records: Object.fromEntries(cases.map((one) => [one.id, record(one, exchange(500))])),
      });
    }) as [Journal, Journal];
    const text = async (language: Language, one: Journal) => ((await made(language, one)).get('report.md') ?? '').replaceAll('\u00A0', ' ').replaceAll('\\', '');
    expect(await text('fr', run)).toContain('\nCas : 1 échoué.\n');
    expect(await text('fr', twice)).toContain('\nCas : 2 échoués.\n');
    expect(await text('en', twice)).toContain('\nCases: 2 failed.\n');
    expect(await text('fr', run)).toContain('**1 sur 2, dont 1 seulement déclarée**');
    const undecided = {...run, records: {}};
    expect(await text('fr', undecided)).toContain('1 sur 2 est satisfaite, 1 n’a pas pu être jugée.');
    expect(await text('en', undecided)).toContain('1 of 2 is met, 1 could not be judged.');
    const declared = {...run, requirements: run.requirements.slice(1)};
    expect(await text('fr', declared)).toContain('(1 sur 1), mais 1 d’entre elles ne repose que sur les déclarations');
    expect(await text('en', declared)).toContain('(1 of 1), but 1 of them rests only on what the vendor declares');
    const failed = {...run, requirements: run.requirements.slice(0, 1)};
    expect(await text('fr', failed)).toContain('ne satisfait pas à la seule exigence obligatoire.');
    expect(await text('en', failed)).toContain('does not meet the one mandatory requirement.');
  });
  test('sets no sign in French at the beginning of a line, and says what was asked as the language does', async () => {
    for (const folder of ['report', 'comparison', 'tender-document']) expect(readFileSync(`templates/${folder}/words.fr.json`, 'utf8'), folder).not.toMatch(/ [:;?!»]|« /);
    expect((await made('fr')).get('report.md')).toContain('\nMIM 9.0\u00A0: MIM1\n');
    expect((await made('en')).get('report.md')).toContain('\nMIMs 9.0: MIM1\n');
  });
  test('tells the cases that decided by themselves, apart from what was not judged', async () => {
    expect((await made('en')).get('report.md')).toMatch(/<br>Decided by the case X-01 \|/);
    expect((await made('en')).get('report.html')).toContain('<span class="why">Decided by the case <a class="id" href="#id-x-01">X-01</a></span>');
  });
  test('asks for a declaration only where one would help', async () => {
    const routes = [{kind: 'cases' as const, mechanism: 'ngsi-ld', cases: ['X-01']}, {kind: 'declaration' as const, question: 'Which terms?'}];
    const run = (status: number) => journal({requirements: [requirement({routes})], cases: [sampleCase()], records: {'X-01': record(sampleCase(), exchange(status))}});
    expect((await made('en', run(500))).get('report.md')).not.toContain('Which terms?');
    expect((await made('en', {...run(200), records: {}})).get('report.md')).toContain('Needs a declaration of the vendor: Which terms?');
  });
  test('says once in French, and never in English, that wordings and titles are in English', async () => {
    for (const name of ['report.html', 'report.md']) {
      expect((await made('fr')).get(name)?.split('sont en anglais'), name).toHaveLength(2);
      expect((await made('en')).get(name), name).not.toContain('en anglais');
    }
  });
});

describe('of the project’s own requirements and of what tests cannot see, the documents', () => {
  const own = (provisional: boolean) => journal({requirements: [
    requirement({id: 'MIM8-2022-P1', release: '2022', mim: 8, mimTitle: 'Indicators', provisional: true, level: 'should', routes: [{kind: 'planned', mechanism: 'kpi', reason: 'Cases are not written yet.'}]}),
    requirement({
      id: 'MIM8-2022-P2', release: '2022', mim: 8, mimTitle: 'Indicators', ...(provisional ? {provisional} : {}),
      routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: [], besides: 'Are there written rules?'}],
    }),
  ]});

  test.each<[Language, string]>([['en', 'none of them counts as conformity with a MIM'], ['fr', 'aucune ne compte comme conformité à un MIM']])('say in %s that a whole MIM of them never counts', async (language, words) => {
    const all = await made(language, own(true));
    for (const name of ['report.html', 'report.md']) expect(all.get(name), name).toContain(words);
    for (const name of ['report.html', 'report.md']) expect((await made(language, own(false))).get(name), name).not.toContain(words);
  });
  test('show what is declared of a requirement and of its cases, each file and each link by itself, and never count it as tested', async () => {
    const asking = sampleCase({id: 'X-09', steps: [{kind: 'ask', name: 'Ask', setup: false, expect: [], capture: {}, at: 'x.yaml:1:1', question: 'How?', evidence: ['file']}]});
    const declaration = (more: object) => ({statement: 'We do.', by: 'Jane Doe', date: '2026-11-01', ...more});
    const base = journal();
    const run = journal({
      header: {...base.header, target: {...base.header.target, declarations: {
        'X-09': declaration({files: [{name: 'a.pdf', bytes: 3, digest: `sha256:${'0'.repeat(64)}`}, {name: 'b.pdf', bytes: 3, digest: `sha256:${'1'.repeat(64)}`}], links: [{url: 'https://acme.example/a', digest: `sha256:${'2'.repeat(64)}`, date: '2026-10-31'}, {url: 'https://acme.example/b'}]}),
        'MIM1-9.0-R1.2': declaration({statement: 'It is served.'}),
      }}},
      cases: [asking, sampleCase()], records: {'X-09': record(asking), 'X-01': record(sampleCase(), exchange(200))},
      requirements: [requirement({routes: [{kind: 'cases', mechanism: 'ngsi-ld', cases: ['X-09']}]}), requirement({id: 'MIM1-9.0-R1.2'})],
    });
    const files = await made('en', run);
    const row = (files.get('report.html') ?? '').split('id="id-mim1-9-0-r1-1"')[1]?.split('</tr>')[0] ?? '';
    expect([...row.matchAll(/<span class="why">(.*?)<\/span>/g)].map(([, line]) => line)).toEqual([
      'Declared X-09: We do. (Jane Doe, 2026-11-01)', 'Handed in for it, and not read here: a.pdf (sha256:000000000000…)', 'Handed in for it, and not read here: b.pdf (sha256:111111111111…)',
      'Named for it, and not followed here: https://acme.example/a (as of 2026-10-31, sha256:222222222222…)', 'Named for it, and not followed here: https://acme.example/b', 'Decided by the case <span class="id">X-09',
    ]);
    expect(files.get('report.md')).toContain('**2 of 2, 1 of them only declared**');
    expect(files.get('report.md')).toMatch(/Declared X-09: We do\..*2026-11-01\S*<br>Handed in for it, and not read here: a\.pdf .*…\S*<br>Handed in/);
    expect(files.get('report.md')).toMatch(/✓ met \| \[MIM1-9\.0-R1\.2\].*Declared: It is served\./);
  });

  test('say that a planned test makes nothing untestable, and what has to be declared besides', async () => {
    const html = ((await made('en', own(true))).get('report.html') ?? '').replaceAll(/<\/?span[^>]*>/g, '');
    expect(html).toContain('A test with kpi is planned: Cases are not written yet.');
    expect(html).toContain('needs a declaration of the vendor besides: Are there written rules?');
    expect(html).not.toContain('Nobody can test');
  });
});

describe('to the vendor’s engineer, the documents say what to write', () => {
  const asked = (values: Readonly<Record<string, string>>) => journal({
    requirements: [requirement({id: 'MIM1-9.0-R1.9', condition: 'There are several systems.', routes: [{kind: 'inspection', question: 'Are identifiers mapped?'}]})],
    leftOut: [{case: sampleCase({id: 'X-07'}), verdict: 'blocked', reason: {code: 'parameter-missing', values: {parameter: 'sample', title: 'A sample', ...values}}}],
  });
  const place = {place: 'endpoints.ngsi-ld.parameters.sample'};

  test.each<[Language, string, string]>([
    ['en', 'Write it into the target file, under endpoints.ngsi-ld.parameters.sample.', 'claims: { ngsi-ld: { without: [samples] } }.'],
    ['fr', 'À écrire dans le fichier de la cible, sous endpoints.ngsi-ld.parameters.sample.', 'claims: { ngsi-ld: { without: [samples] } }.'],
  ])('where the target file lacks something, in %s', async (language, plain, claim) => {
    for (const name of ['report.html', 'report.md', 'junit.xml']) {
      // Markdown keeps brackets from being anything else.
      const text = async (values: Readonly<Record<string, string>>) => ((await made(language, asked(values))).get(name) ?? '').replaceAll('\\', '');
      expect(await text(place), name).toContain(plain);
      const claimed = await text({...place, claim: 'claims: { ngsi-ld: { without: [samples] } }'});
      expect(claimed, name).toContain(claim);
      expect(claimed, name).not.toContain(plain);
    }
  });
  test('and nothing where the record does not say it', async () => {
    const text = (await made('en', asked({}))).get('report.md');
    expect(text).toContain('A sample');
    expect(text).not.toContain('Write it into');
  });
  test('where a condition does not hold that no claim speaks of', async () => {
    expect((await made('en', asked(place))).get('report.html')).toContain('declare so in evidence.yaml, under MIM1-9.0-R1.9.');
    expect((await made('fr', asked(place))).get('report.html')).toContain('dans evidence.yaml, sous MIM1-9.0-R1.9.');
  });
});

describe('the Markdown report', () => {
  test('has no line that markup of the vendor could begin', async () => {
    const markdown = (await made()).get('report.md') ?? '';
    const prose = markdown.replaceAll(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '');
    expect(prose).not.toContain('<script>');
    expect(prose).not.toContain('[x](javascript');
  });
  test('keeps fences closed, whatever is inside', async () => {
    const fences = ((await made()).get('report.md') ?? '').match(/^`{3,}/gm) ?? [];
    expect(fences.length % 2).toBe(0);
  });
  test.each([['a|b', 'a\\|b'], ['<b>', '&lt;b&gt;'], ['a\nb', 'a b'], ['*x*', '\\*x\\*']])('escapes %j', (text, escaped) => expect(escapeMarkdown(text)).toBe(escaped));
});

describe('JUnit XML', () => {
  test('is well-formed whatever the platform answers', async () => {
    const xml = (await made()).get('junit.xml') ?? '';
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(xml).not.toMatch(/[\u0000-\u0008\u001b]/);
  });
  test('counts failures, errors and what was skipped', async () => {
    const {testsuites} = new XMLParser({ignoreAttributes: false}).parse((await made()).get('junit.xml') ?? '') as {testsuites: Record<string, string>};
    expect([testsuites['@_tests'], testsuites['@_failures'], testsuites['@_errors'], testsuites['@_skipped']]).toEqual(['6', '1', '1', '2']);
  });
});

test('the JSON report holds the verdicts by id', async () => {
  const report = JSON.parse((await made()).get('report.json') ?? '') as {profile: {verdict: string}; cases: {id: string; verdict: string}[]; requirements: {id: string; verdict: string}[]};
  expect(report.profile.verdict).toBe('not-conformant');
  expect(Object.fromEntries(report.cases.map(({id, verdict}) => [id, verdict]))).toEqual({'X-01': 'failed', 'X-02': 'warning', 'X-03': 'error', 'X-04': 'blocked', 'X-05': 'passed', 'X-06': 'not-applicable'});
  expect(report.requirements.map(({verdict}) => verdict)).toEqual(['failed', 'passed', 'attested', 'warning', 'untested', 'failed']);
});

test('the JSON report follows its published schema', async () => {
  const schema = JSON.parse(readFileSync('reports/report.schema.json', 'utf8')) as Json;
  const report = JSON.parse((await made()).get('report.json') ?? '') as JsonObject;
  expect(await violations(schema, report)).toEqual([]);
  expect(await violations(schema, {...report, profile: null})).not.toEqual([]);
});

describe('of a platform that is given a moment after each write, the documents', () => {
  const given = (settleMs?: number): ReturnType<typeof mixedJournal> => {
    const one = mixedJournal();
    const {target} = one.header;
    return {...one, header: {...one.header, target: {...target, limits: {...target.limits, ...(settleMs === undefined ? {} : {settleMs})}}}};
  };
  test.each([['en', 'needs 500 ms until what is written shows'], ['fr', 'a besoin de 500 ms pour montrer ce qui vient d’être écrit']] as const)('say so in a plain sentence at their beginning (%s)', async (language, words) => {
    const files = await made(language, given(500));
    expect(files.get('report.html')?.split('</section>')[0]).toContain(words);
    expect(files.get('report.md')?.split('\n## ')[0]).toContain(words);
    const report = JSON.parse(files.get('report.json') ?? '') as JsonObject;
    expect(report['run']).toMatchObject({settleMs: 500});
    expect(await violations(JSON.parse(readFileSync('reports/report.schema.json', 'utf8')) as Json, report)).toEqual([]);
  });
  test('say nothing of it where it was given none', async () => {
    const files = await made('en', given());
    for (const name of ['report.html', 'report.md', 'report.json']) expect(files.get(name)).not.toMatch(/settle|until what is written/);
  });
});

test('the same record gives the same bytes', async () => expect([...(await made())]).toEqual([...(await made())]));

test('a run in which nothing failed says so', async () => {
  const html = (await made('en', journal({requirements: [], cases: []}))).get('report.html') ?? '';
  expect(html).toContain('No mandatory requirement applies');
});

describe('the curl line', () => {
  test.each([
    ['quotes what a shell would read', {method: 'POST', url: 'http://x.invalid/a?b=$(c)', headers: [['X', "it's"]], body: '{"a":"`b`"}'}, `curl -g -sS -i -X POST -H 'X: it'\\''s' --data-raw '{"a":"\`b\`"}' 'http://x.invalid/a?b=$(c)'`],
    ['leaves secrets as variables', {method: 'GET', url: 'http://x.invalid/', headers: [['Authorization', 'Bearer [secret city]'], ['X', '[token]']]}, `curl -g -sS -i -H 'Authorization: Bearer '"$CITY" -H 'X: '"$TOKEN" 'http://x.invalid/'`],
    ['leaves out what curl adds itself', {method: 'GET', url: 'http://x.invalid/', headers: [['Host', 'x'], ['content-length', '1']]}, `curl -g -sS -i 'http://x.invalid/'`],
    ['sends in pieces what was sent in pieces', {method: 'POST', url: 'http://x.invalid/', headers: [], body: '{}', chunked: true}, `curl -g -sS -i -X POST -H 'Transfer-Encoding: chunked' --data-raw '{}' 'http://x.invalid/'`],
  ] as const)('%s', (_, request, line) => expect(curlOf(request as Parameters<typeof curlOf>[0])).toBe(line));
});

test('the sample is hostile', () => expect(HOSTILE).toContain('<script>'));
