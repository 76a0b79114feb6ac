import {describe, expect, test} from 'vitest';
import {madeText, writtenAs} from './made.ts';
import {MARKUP, sampleSet} from './samples.ts';

describe('the tender as a page', () => {
  test('forbids scripts and everything from elsewhere', async () => {
    const html = await madeText('html');
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}&#x3D;'/);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|src=/);
  });
  test('prints what anybody wrote as text', async () => {
    const html = await madeText('html', {markup: MARKUP});
    const style = html.indexOf('</style>');
    expect(html.slice(style)).not.toContain('<script>alert');
    expect(html.slice(style)).not.toMatch(/href="javascript:/);
    expect(html.slice(style)).toContain('&lt;script&gt;alert(1)&lt;/script&gt; {{constructor}} ${x}');
    // In the style, where the reference stands in the foot of the page.
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html.slice(html.indexOf('<style>'), style)).not.toContain('alert(1)');
  });
  test('has a heading with its number for every clause, and every link leads somewhere', async () => {
    const html = await madeText('html');
    for (const {bookmark, number, depth} of sampleSet().documents.flatMap(({clauses}) => clauses)) expect(html).toContain(`<h${depth + 2} id="${bookmark}"><span class="number">${number}</span>`);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = [...html.matchAll(/ (?:href="#|aria-labelledby=")([^"]+)"/g)].map(([, id]) => id);
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });
  test('marks what is open and what nobody has reviewed, and says that it is a draft', async () => {
    const html = await madeText('html', {language: 'fr'});
    expect(html).toContain('<mark>[montant en euros par jour]</mark>');
    expect(html).toContain('<mark class="unreviewed">Texte non relu</mark>');
    expect(html).toMatch(/<p class="banner"[^>]*><strong>Projet, à ne pas publier/);
    expect(html).toContain('lang="fr"');
  });
  test('is no draft when it is final', async () => {
    const html = await madeText('html', {draft: false});
    expect(html.slice(html.indexOf('</style>'))).not.toMatch(/class="banner"|<mark/);
    expect(html).toContain('@top-center{content:""}');
  });
  test('gives the tables of the overview the same columns, and prints no weights where there are none', async () => {
    const set = sampleSet();
    const html = String(await writtenAs('html', {...set, requirements: set.requirements.map((one) => (one.mim === 7 ? {...one, use: 'gate' as const, weight: null} : one))}));
    const tables = [...html.slice(html.indexOf('id="overview-requirements"')).matchAll(/<colgroup>(.*?)<\/colgroup>\n<thead>(.*?)<\/thead>/gs)];
    const heads = tables.map(([, columns = '', head = '']) => ({columns: [...columns.matchAll(/class="(w\d+)"/g)].map(([, name]) => name), weights: head.includes('>Weight<')}));
    expect(heads.map(({weights}) => weights)).toEqual([true, true, false]);
    const [first, second, third] = heads.map(({columns}) => columns);
    expect(second).toEqual(first);
    expect(third).toHaveLength(6);
    expect([...third?.slice(0, 2) ?? [], ...third?.slice(3) ?? []]).toEqual([...first?.slice(0, 2) ?? [], ...first?.slice(3, 5) ?? [], first?.[6]]);
    for (const name of [...first ?? [], ...third ?? []]) expect(html).toContain(`.${name}{width:`);
  });
  test('breaks no id, and an address only after the signs that part it', async () => {
    const set = sampleSet();
    const content = [{kind: 'link' as const, text: 'docs.ogc.org/is/17-069r4/part-1.html?a=b&c=d', href: 'https://docs.ogc.org/is/17-069r4/part-1.html'}, {kind: 'link' as const, text: 'Directive (EU) 2019/1024', href: 'https://eur-lex.europa.eu/'}];
    const html = String(await writtenAs('html', {...set, documents: set.documents.map((document) => ({...document, clauses: document.clauses.map((clause) => ({...clause, blocks: [{kind: 'paragraph' as const, content}]}))}))}));
    expect(html).toContain('<span class="id">MIM1-9.0-R1.1</span>');
    expect(html).toContain('>docs.<wbr>ogc.<wbr>org/<wbr>is/<wbr><span class="id">17-069r4/</span><wbr><span class="id">part-1.</span><wbr>html?<wbr>a=b&amp;<wbr>c=d</a>');
    expect(html).toContain('>Directive (EU) 2019/1024</a>');
  });
  test('repeats the heads of tables on paper and names the columns', async () => {
    const html = await madeText('html');
    expect(html).toContain('thead{display:table-header-group}');
    expect(html.match(/<table/g)?.length).toBe(html.match(/<thead>/g)?.length);
    expect(html).toContain('<th scope="col">');
  });
});
