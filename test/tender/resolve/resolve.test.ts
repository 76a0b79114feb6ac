import {beforeAll, describe, expect, it} from 'vitest';
import {violations} from '../../../src/json-schema/compile.ts';
import type {Json} from '../../../src/model.ts';
import type {Block, Clause, ClauseSet, Inline} from '../../../src/tender/clause-set.ts';
import {clauseSetSchema} from '../../../src/tender/format/clause-set.ts';
import {GOOD, asking, desk, read, resolved, scoring, yaml} from '../samples.ts';

const clausesOf = (set: ClauseSet): readonly Clause[] => set.documents.flatMap(({clauses}) => clauses);
const clauseOf = (set: ClauseSet, key: string): Clause => {
  const found = clausesOf(set).find((one) => one.key === key);
  if (found === undefined) throw new Error(`no clause ${key}`);
  return found;
};
const inlinesOf = (block: Block): readonly Inline[] => (block.kind === 'paragraph' ? block.content : block.kind === 'list' ? block.items.flat() : [...block.header, ...block.rows.flat()].flat());
const wordsOf = (clause: Clause): string => [clause.heading, ...clause.blocks.flatMap((block) => [...(block.kind === 'table' ? [block.caption] : []), ...inlinesOf(block).map(({text}) => text)])].join('\n');
const tender = async (changes: Parameters<typeof yaml>[0] = {}): Promise<ClauseSet> => resolved(await read(yaml(changes)));

describe('the clause set of every profile', () => {
  const sets = new Map<string, ClauseSet>();
  beforeAll(async () => {
    for (const {id} of (await desk()).tenders.profiles) sets.set(id, await tender({profile: id}));
  });
  const each = (check: (set: ClauseSet, id: string) => void): void => sets.forEach(check);

  it('is as its schema says', async () => {
    for (const [id, set] of sets) expect(await violations(clauseSetSchema, set as unknown as Json), id).toEqual([]);
  });

  it('serves every part of the checklist, A to Q', () => {
    each((set, id) => expect([...new Set(clausesOf(set).map(({part}) => part))].sort().filter((part) => part !== 'Q').join(''), id).toBe('ABCDEFGHIJKLMNOP'));
  });

  it('has a bookmark of its own for each clause, and refers only to clauses that are there, by their number', () => {
    each((set, id) => {
      const clauses = clausesOf(set);
      const numbers = new Map(clauses.map(({bookmark, number}) => [bookmark, number]));
      expect(numbers.size, id).toBe(clauses.length);
      const references = clauses.flatMap(({blocks}) => blocks.flatMap(inlinesOf)).filter((one) => one.kind === 'reference');
      expect(references.length).toBeGreaterThan(20);
      for (const {bookmark, text} of references) expect(text.split(' '), `${id}: ${bookmark}`).toContain(numbers.get(bookmark) ?? 'nowhere');
    });
  });

  it('cites a clause in a sentence as a clause, and never as a bare number', () => {
    each((set, id) => {
      const sentences = clausesOf(set).flatMap(({blocks}) => blocks).filter(({kind}) => kind !== 'table').flatMap(inlinesOf);
      for (const one of sentences) if (one.kind === 'reference') expect(one.text, id).toMatch(/^clause [\d.]+( of the [a-z ]+)?$|^annex \d+$/);
    });
  });

  it('says each requirement in the specification and its proof, scores it where it is scored, and owes it under the contract', () => {
    each((set) => {
      for (const {use, clauses} of set.requirements) {
        expect(Object.keys(clauses).sort()).toEqual(['specification', 'proof', ...(use === 'scored' ? ['award'] : []), ...(use === 'information' ? [] : ['contract'])].sort());
      }
    });
  });

  it('always admits an equivalent solution, and names what it has to show', () => {
    each((set) => {
      for (const {routes, outcomes} of set.requirements) {
        expect(routes.at(-1)).toEqual({kind: 'equivalent'});
        expect(outcomes.length).toBeGreaterThan(0);
      }
    });
  });

  it('uses no keyword of a specification, certifies nothing and is no legal advice', () => {
    each((set, id) => {
      const words = clausesOf(set).map(wordsOf).join('\n');
      expect(words, id).not.toMatch(/\b(MUST|SHALL|SHOULD)\b|certified/);
      expect(words).toContain('A model text is not legal advice');
    });
  });

  it('leaves no trace of the notation', () => {
    each((set, id) => expect(clausesOf(set).map(wordsOf).join('\n'), id).not.toMatch(/\{\{|\}\}|§\{|\[\[|\]\]|\*\*|undefined|\[object/));
  });

  it('numbers clauses without a gap', () => {
    each((set) => {
      for (const {clauses} of set.documents) {
        const numbers = new Set(clauses.map(({number}) => number));
        for (const {number, depth} of clauses) {
          const parts = number.split('.').map(Number);
          expect(parts).toHaveLength(depth);
          const last = parts.at(-1) ?? 0;
          if (last > 1) expect(numbers.has([...parts.slice(0, -1), last - 1].join('.')), number).toBe(true);
          else if (depth > 1) expect(numbers.has(parts.slice(0, -1).join('.')), number).toBe(true);
        }
      }
    });
  });

  it('has weights that make 100 and a need for everything', () => {
    each((set, id) => {
      expect(set.evaluation.total, id).toBe(100);
      for (const {need, proportionality} of set.requirements) expect(`${need}${proportionality}`).not.toContain('[…]');
    });
  });

  it('names standards only with "or equivalent" within the same clause', () => {
    each((set, id) => {
      for (const clause of clausesOf(set)) {
        const words = wordsOf(clause);
        if (set.standards.some((one) => words.includes(one.id))) expect(words, `${id}: ${clause.key}`).toContain('or equivalent');
      }
    });
  });
});

describe('resolve', () => {
  it('gives the same bytes for the same input, and another fingerprint for another', async () => {
    const [one, other, third] = [await tender(), await tender(), await tender({object: 'Watering of another stadium.'})];
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
    expect(third.digest).not.toBe(one.digest);
  });

  it('keeps to at most twelve requirements for a small tender', async () => {
    expect((await tender()).requirements.length).toBeLessThanOrEqual(12);
  });

  it('prints any text literally, whatever it is made of, in every field', async () => {
    const evil = '<script>alert(1)</script> {{tender.title}} {{{x}}} {{#each y}} **b** [l](http://e.example) §{exit} [[p]] | c | `d` # e ![i](j) \\ & "q" – ok';
    const set = await tender({
      tender: {reference: `r ${evil}`, title: `t ${evil}`, language: 'en', jurisdiction: 'eu'}, buyer: {name: `n ${evil}`, contact: `c ${evil}`},
      procedure: {kind: 'open', deadline: `d ${evil}`, assessment: {result: 'done', note: `a ${evil}`}}, lots: [{id: '1', title: `l ${evil}`}, {id: '2', title: `m ${evil}`, after: ['1']}],
      object: `# o ${evil}\n\n- p ${evil}`, need: `> n ${evil}`, requirements: [asking('MIM0-9.0-R1.1', {why: `w ${evil}`, proportionality: `x ${evil}`, lots: ['2']}), scoring('MIM0-9.0-R2.2', 100, {scale: [{value: 0, label: `s ${evil}`}, {value: 1, label: `S ${evil}`}]})],
      parameters: {...(GOOD['parameters'] as object), penalty: `y ${evil}`}, modules: {accessibility: false}, 'left-out': {accessibility: `z ${evil}`}, acceptance: [`1. ${evil}`], exit: [`- ${evil}`], annexes: [`| ${evil}`],
    });
    const inlines = clausesOf(set).flatMap(({blocks}) => blocks.flatMap(inlinesOf));
    for (const start of ['r', 't', 'n', 'c', 'd', 'l', 'm', '# o', '- p', '> n', 'w', 'x', 's', 'S', 'z', '1.', '-', '|']) {
      expect(inlines.some(({kind, text}) => kind === 'text' && text === `${start} ${evil}`), start).toBe(true);
    }
    expect(inlines.some(({text}) => text.includes(`a ${evil}`))).toBe(true);
    expect(inlines.some(({text}) => text.includes(`y ${evil}`))).toBe(true);
    expect(inlines.filter(({kind}) => kind === 'link').every((one) => one.kind === 'link' && one.href.startsWith('https://'))).toBe(true);
    expect(set.placeholders).toEqual([{name: 'date', clauses: ['identification-procedure']}]);
  });

  it('lists what is still open, with the clauses that hold it, in an annex that a complete tender does not have', async () => {
    const open = await tender({parameters: {...(GOOD['parameters'] as object), penalty: '[…]'}});
    expect(open.placeholders).toEqual([{name: 'amount of the penalty, once or per day', clauses: ['remedies-penalties']}]);
    expect(wordsOf(clauseOf(open, 'annex.placeholders'))).toContain('amount of the penalty');
    const closed = await tender();
    expect(closed.placeholders).toEqual([]);
    expect(clausesOf(closed).some(({key}) => key === 'annex.placeholders')).toBe(false);
  });

  it('writes times and numbers as the language does', async () => {
    expect(wordsOf(clauseOf(await tender({parameters: {...(GOOD['parameters'] as object), 'cure-period': '1 day'}}), 'reproducibility'))).toContain('remedies this within 1 day after');
    expect(wordsOf(clauseOf(await tender(), 'identification.procedure'))).toContain('1 December 2026');
  });

  it('takes a module in or leaves it out, with the reason in an annex', async () => {
    const without = await tender({modules: {accessibility: false}, 'left-out': {accessibility: 'Nobody looks at a screen.'}});
    expect(clausesOf(without).some(({key}) => key === 'accessibility')).toBe(false);
    expect(wordsOf(clauseOf(without, 'annex.left-out'))).toContain('Nobody looks at a screen.');
    expect(without.standards.some(({id}) => id === 'EN 301 549')).toBe(false);
  });

  it('says of a recommendation that the buyer demands it by its own choice', async () => {
    const set = await tender({requirements: [asking('MIM0-9.0-C2-BP01')]});
    expect(set.requirements[0]?.ownChoice).toBe(true);
    expect(wordsOf(clauseOf(set, 'requirement.specification'))).toContain('The MIM recommends this and does not demand it.');
  });

  it('says of a provisional requirement that it is the project\'s own', async () => {
    const set = await tender({releases: ['9.0'], requirements: [asking('MIM6-9.0-X1', {use: 'information'})]});
    expect(wordsOf(clauseOf(set, 'requirement.specification'))).toContain('OASC has published no requirement on this subject.');
    expect(wordsOf(clauseOf(set, 'annex.provisional'))).toContain('MIM6-9.0-X1');
  });

  it('puts clauses into the documents of the place', async () => {
    const set = await resolved(await read(yaml({tender: {...(GOOD['tender'] as object), jurisdiction: 'fr'}})));
    expect(set.documents.map(({short}) => short)).toEqual(['CCTP', 'RC', 'CCAP', 'Annex']);
    const derogations = clauseOf(set, 'annex.derogations');
    expect(derogations.blocks.flatMap(inlinesOf).filter(({kind}) => kind === 'reference').length).toBeGreaterThan(3);
    expect(clauseOf(set, 'equivalence.principle').legalBasis.join()).toContain('R2111-9');
  });

  it('says in which part of the tender a criterion is handed in, where tenders are opened in parts', async () => {
    const spain = await resolved(await read(yaml({tender: {...(GOOD['tender'] as object), jurisdiction: 'es'}, requirements: [scoring('MIM0-9.0-C2-BP10', 60), scoring('MIM6-9.0-R1.3', 40)]})));
    const [measured, judged] = clausesOf(spain).filter(({key}) => key === 'requirement.award').map(wordsOf);
    expect(measured).toContain('envelope of what is valued by formulas');
    expect(judged).toContain('envelope of what is valued by judgement');
    expect(clausesOf(await tender()).filter(({key}) => key === 'requirement.award').map(wordsOf).join()).not.toContain('handed in and opened');
  });

  it('names the suites that test its requirements, and no other', async () => {
    const set = await tender({requirements: [asking('MIM7-9.0-R4.1')]});
    expect(set.test.suites.length).toBeGreaterThan(0);
    expect(set.test.suites.every(({id}) => id.startsWith('ogc'))).toBe(true);
    expect(set.requirements[0]?.routes[0]).toMatchObject({kind: 'tested', mechanism: 'ogc-api-features'});
  });
});
