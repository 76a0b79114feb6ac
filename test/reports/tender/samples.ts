// Clause sets as the resolver makes them, by hand: a lighting tender in two lots, in English and French, and one with markup in every text.

import type {Block, Clause, ClauseRequirement, ClauseSet, Inline, Language, TenderDocument, Use} from '../../../src/tender/clause-set.ts';

export interface Sample {
  readonly language?: Language;
  readonly requirements?: number;
  readonly draft?: boolean;
  /** Added to every text that a person writes. */
  readonly markup?: string;
}

/** What a bidder or a clerk could put into any field. */
export const MARKUP = '<script>alert(1)</script> {{constructor}} ${x} =cmd|calc| *b* [x](javascript:alert(1)) "\'& \\ `';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

const TEXTS = {
  en: {
    buyer: 'City of Exampleton', title: 'Street lighting that other trades can join', object: 'Supply, installation and ten years’ maintenance of connected lighting: 500 sensors on 200 luminaires, chargers, bollards and bins.',
    lots: ['City centre', 'Suburbs and business parks'], profile: 'Smart lighting', jurisdiction: 'European Union',
    use: {gate: 'eliminating requirement', scored: 'award criterion', information: 'for information'}, orEquivalent: 'or equivalent',
    documents: ['Technical specification', 'Contract conditions', 'Rules of the consultation'],
    state: 'Reading the state of every asset', stateText: 'Any client whom the buyer authorises reads the current state of every luminaire, sensor and cabinet through a documented interface, without a fee for its use.',
    outcomes: ['Every asset of the inventory can be read by its identifier.', 'A reading is never older than the time stated in the contract.'],
    need: 'Supervision must show trades side by side.', proportion: 'Only reading is asked of every asset; commanding only where a person operates it.',
    scale: ['Not offered', 'Offered for some assets', 'Offered for all assets'], question: 'Read the inventory that was handed over and compare it with what stands in the street.',
    intro: 'The requirements of this part say what the solution does, not how. Standards are named as ways that are accepted', deadline: 'date and time of the deadline', amount: 'amount in euros per day', see: 'See clause', exit: 'Exit', exitText: 'Six months before the end the contractor exports inventory, keys and schedules; another controller reads them in, and the published test is run again on it.',
    rehearsal: 'Rehearsal of the exit', table: 'What is handed over', asset: 'Asset', format: 'Form', rows: [['Inventory of devices', 'CSV and the interface of clause 1.1'], ['Keys and certificates', 'in person, against receipt'], ['Schedules', 'JSON, with its schema']],
    term: 'Context information', meaning: 'What is known of a thing in the city at a moment: its state, its place, what it belongs to.', scope: 'Scope and manner', response: 'How to answer', responseText: 'The response matrix is part of the bid. A requirement without an answer counts as not met.',
  },
  fr: {
    buyer: 'Ville d’Exempleville', title: 'Un éclairage public ouvert aux autres métiers', object: 'Fourniture, installation et maintenance pendant dix ans d’un éclairage connecté : 500 capteurs sur 200 luminaires, bornes, potelets et corbeilles.',
    lots: ['Centre-ville', 'Faubourgs et zones d’activité'], profile: 'Éclairage intelligent', jurisdiction: 'France',
    use: {gate: 'exigence éliminatoire', scored: 'critère noté', information: 'pour information'}, orEquivalent: 'ou équivalent',
    documents: ['CCTP – Cahier des clauses techniques particulières', 'CCAP – Cahier des clauses administratives particulières', 'RC – Règlement de la consultation'],
    state: 'Lecture de l’état de chaque équipement', stateText: 'Tout client autorisé par l’acheteur consulte, par une interface documentée et sans frais d’usage, l’état courant de chaque luminaire, capteur et armoire.',
    outcomes: ['Chaque équipement de l’inventaire peut être lu par son identifiant.', 'Une lecture n’est jamais plus ancienne que le délai fixé au marché.'],
    need: 'La supervision doit montrer les métiers côte à côte.', proportion: 'Seule la lecture est demandée pour tous les équipements ; la commande, là où une personne les exploite.',
    scale: ['Non proposé', 'Proposé pour certains équipements', 'Proposé pour tous les équipements'], question: 'Lire l’inventaire remis et le comparer avec ce qui est installé.',
    intro: 'Les exigences de cette partie disent ce que fait la solution, non comment. Les normes sont citées comme des voies admises', deadline: 'date et heure limites', amount: 'montant en euros par jour', see: 'Voir l’article', exit: 'Réversibilité', exitText: 'Six mois avant la fin du marché, le titulaire exporte l’inventaire, les clés et les programmes ; un autre contrôleur les importe et l’essai publié est rejoué.',
    rehearsal: 'Répétition de la réversibilité', table: 'Ce qui est remis', asset: 'Élément', format: 'Forme', rows: [['Inventaire des équipements', 'CSV et l’interface de l’article 1.1'], ['Clés et certificats', 'en main propre, contre récépissé'], ['Programmes', 'JSON, avec son schéma']],
    term: 'Information de contexte', meaning: 'Ce que l’on sait d’une chose de la ville à un moment : son état, son lieu, ce à quoi elle appartient.', scope: 'Objet et forme', response: 'Comment répondre', responseText: 'Le cadre de réponse fait partie de l’offre. Une exigence sans réponse vaut comme non satisfaite.',
  },
} as const;

const MIMS = [{mim: 1, title: 'Context'}, {mim: 6, title: 'Security'}, {mim: 7, title: 'Places'}];
const USES: readonly Use[] = ['gate', 'scored', 'gate', 'information'];

/** A clause set of twelve requirements or as many as asked for, a draft unless said otherwise. */
export function sampleSet({language = 'en', requirements: count = 12, draft = true, markup = ''}: Sample = {}): ClauseSet {
  const words = textsOf(language, markup);
  const requirements = Array.from({length: count}, (_, index) => requirement(index, words, markup));
  const scored = requirements.filter(({use}) => use === 'scored').length;
  const weighted = requirements.map((one) => ({...one, weight: one.use === 'scored' ? Math.round(10_000 / scored) / 100 : null}));
  return {
    format: 'mimcheck/clause-set/1', generator: {name: 'mimcheck', version: '0.2.0'}, draft, language,
    jurisdiction: {id: language === 'fr' ? 'fr' : 'eu', title: words.jurisdiction, useWords: words.use, orEquivalent: words.orEquivalent},
    procedure: {
      reference: `2026-LIGHT-01${markup}`, title: words.title, object: words.object, buyer: words.buyer, contact: null, kind: 'open', date: '2026-11-02', deadline: null, authoritative: language,
      lots: words.lots.map((title, index) => ({id: String(index + 1), title})), profile: {id: 'smart-lighting', title: words.profile, digest: DIGEST},
    },
    test: {
      releases: ['9.0'], mims: [1, 6, 7], catalogue: DIGEST,
      suites: [{id: 'mim1-ngsi-ld', digest: DIGEST, cases: 212}, {id: 'mim6-http', digest: DIGEST, cases: 48}, {id: 'mim7-ogc-features', digest: DIGEST, cases: 1_250}],
    },
    requirements: weighted,
    evaluation: {total: 100, threshold: 60, ties: 'lower-price'},
    standards: [
      {id: 'etsi-gs-cim-009', title: `ETSI GS CIM 009 NGSI-LD API${markup}`, publisher: 'ETSI', version: 'V1.9.1', date: '2025-07-08', legalClass: 'technical-reference', url: 'https://www.etsi.org/deliver/etsi_gs/CIM/001_099/009/01.09.01_60/gs_CIM009v010901p.pdf', freeToRead: true, ipr: 'unknown', status: 'published'},
      {id: 'onem2m-ts-0001', title: 'oneM2M TS-0001 Functional Architecture', publisher: 'oneM2M', version: 'V4.15.0', date: null, legalClass: 'technical-reference', url: 'https://www.onem2m.org/technical/published-specifications', freeToRead: true, ipr: 'unknown', status: 'published'},
      {id: 'ogc-api-features', title: 'OGC API – Features – Part 1: Core', publisher: 'OGC', version: '1.0.1', date: '2022-05-11', legalClass: 'open-specification', url: 'https://docs.ogc.org/is/17-069r4/17-069r4.html', freeToRead: true, ipr: 'unknown', status: 'published'},
    ],
    frameworks: [
      {id: 'data-act', title: `Regulation (EU) 2023/2854 (Data Act)${markup}`, url: 'https://eur-lex.europa.eu/eli/reg/2023/2854/oj', checkedOn: '2026-10-01', validFrom: '2016-05-24'},
      {id: 'inspire', title: 'Directive 2007/2/EC (INSPIRE)', url: 'https://eur-lex.europa.eu/eli/dir/2007/2/oj', checkedOn: '2026-10-01', validFrom: '2016-05-24'},
    ],
    glossary: [{term: words.term, meaning: words.meaning}],
    documents: documentsOf(weighted, words, draft),
    placeholders: draft ? [{name: words.deadline, clauses: ['rc-answer']}, {name: words.amount, clauses: ['ccap-exit', 'rc-answer']}] : [],
    unreviewed: draft ? ['exit.rehearsal'] : [],
    digest: `sha256:${'fedcba9876543210'.repeat(4)}`,
  };
}

/** Every text of the language; what the fixture has no words for is English. */
function textsOf(language: Language, markup: string): (typeof TEXTS)['en' | 'fr'] {
  const add = (value: unknown): unknown => {
    if (typeof value === 'string') return value + markup;
    return Array.isArray(value) ? value.map(add) : Object.fromEntries(Object.entries(value as object).map(([key, inner]) => [key, add(inner)]));
  };
  return add(TEXTS[language === 'fr' ? 'fr' : 'en']) as (typeof TEXTS)['en' | 'fr'];
}

function requirement(index: number, words: (typeof TEXTS)['en' | 'fr'], markup: string): ClauseRequirement {
  const {mim, title} = MIMS[Math.floor(index / 4) % MIMS.length] ?? {mim: 1, title: 'Context'};
  const use = USES[index % USES.length] ?? 'gate';
  return {
    id: `MIM${mim}-9.0-R${Math.floor(index / 12) + 1}.${index % 12 + 1}`, release: '9.0', mim, mimTitle: title, number: `R${Math.floor(index / 12) + 1}.${index % 12 + 1}`,
    title: `${words.state} (${index + 1})`, condition: index === 4 ? words.need : null, ownChoice: false, text: index === 3 ? `=HYPERLINK("https://example.org";"${words.stateText}")` : words.stateText, outcomes: words.outcomes,
    level: index % 3 === 2 ? 'should' : 'must', keyword: 'SHALL', provisional: index === 7, use, lots: index % 5 === 1 ? ['2'] : ['1', '2'], appliesAt: index % 2 === 0 ? ['tender', 'acceptance'] : ['acceptance', 'operation'],
    need: words.need, proportionality: words.proportion, assurance: index % 2 === 0 ? 'E2' : 'E1',
    evidence: [{type: 'harness-run', attestation: 'self-test', maxAgeDays: 90}, {type: 'technical-dossier', attestation: 'assertion', maxAgeDays: null}],
    routes: index % 6 === 5
      ? [{kind: 'inspected', question: words.question}, {kind: 'equivalent'}]
      : [
        {kind: 'tested', mechanism: 'ngsi-ld', title: `NGSI-LD${markup}`, standards: ['etsi-gs-cim-009'], cases: 12 + index},
        {kind: 'planned', mechanism: 'onem2m', title: 'oneM2M', standards: ['onem2m-ts-0001']},
        {kind: 'equivalent'},
      ],
    weight: null, scale: use === 'scored' ? words.scale.map((label, value) => ({value: value / 2, label})) : [], frameworks: index % 4 === 0 ? ['data-act'] : [],
    clauses: {specification: `req-${index + 1}`, contract: 'ccap-exit'},
  };
}

function documentsOf(requirements: readonly ClauseRequirement[], words: (typeof TEXTS)['en' | 'fr'], draft: boolean): readonly TenderDocument[] {
  const groups = [...new Set(requirements.map(({mim}) => mim))];
  const specification = groups.flatMap((mim, group): readonly Clause[] => [
    clause(`mim-${mim}`, `${group + 2}`, `MIM${mim}`, []),
    ...requirements.filter((one) => one.mim === mim).map((one, index) => ({
      ...clause(one.clauses.specification ?? '', `${group + 2}.${index + 1}`, one.title, [paragraph({kind: 'strong', text: one.id}, {kind: 'text', text: ` ${one.text}`})]), requirement: one.id,
    })),
  ]);
  const [cctp = '', ccap = '', rc = ''] = words.documents;
  const open: Inline = draft ? {kind: 'placeholder', text: words.amount} : {kind: 'text', text: '500 €'};
  const deadline: Inline = draft ? {kind: 'placeholder', text: words.deadline} : {kind: 'text', text: '2027-03-01, 12:00'};
  return [
    {id: 'specification', placement: 'specification', title: cctp, short: 'CCTP', clauses: [
      clause('cctp-scope', '1', words.scope, [paragraph({kind: 'text', text: `${words.intro} (`}, {kind: 'emphasis', text: words.orEquivalent}, {kind: 'text', text: ').'})]), ...specification,
    ]},
    {id: 'contract', placement: 'contract', title: ccap, short: 'CCAP', clauses: [
      {...clause('ccap-exit', '1', words.exit, [
        paragraph({kind: 'text', text: `${words.exitText} `}, open, {kind: 'text', text: `. ${words.see} `}, {kind: 'reference', bookmark: 'req-1', text: '2.1'}, {kind: 'text', text: '.'}),
        {kind: 'list', ordered: true, items: words.outcomes.map((text) => [{kind: 'text', text}])}, {kind: 'list', ordered: false, items: words.outcomes.map((text) => [{kind: 'text', text}])},
      ]), part: 'N'},
      {...clause('ccap-rehearsal', '1.1', words.rehearsal, [
        {kind: 'table', caption: words.table, header: [[{kind: 'text', text: words.asset}], [{kind: 'text', text: words.format}]], rows: words.rows.map((row) => row.map((text) => [{kind: 'text', text}]))},
        paragraph({kind: 'link', text: 'EUR-Lex', href: 'https://eur-lex.europa.eu/eli/reg/2023/2854/oj'}, {kind: 'text', text: ' '}, {kind: 'link', text: 'x', href: 'javascript:alert(1)'}),
      ]), key: 'exit.rehearsal', part: 'N', reviewed: !draft},
      clause('ccap-detail', '1.1.1', words.scope, [paragraph({kind: 'code', text: DIGEST})]),
      clause('ccap-again', '1.2', words.scope, [paragraph({kind: 'text', text: words.exitText})]),
      clause('ccap-end', '2', words.scope, [paragraph({kind: 'text', text: words.exitText})]),
    ]},
    {id: 'rules', placement: 'proof', title: rc, short: 'RC', clauses: [
      clause('rc-answer', '1', words.response, [paragraph({kind: 'text', text: `${words.responseText} `}, deadline, {kind: 'text', text: '.'})]),
    ]},
  ];
}

function clause(bookmark: string, number: string, heading: string, blocks: readonly Block[]): Clause {
  return {key: `sample.${bookmark}`, bookmark, number, placement: 'specification', depth: number.split('.').length, heading, blocks, requirement: null, part: 'F', legalBasis: [], reviewed: true};
}

function paragraph(...content: readonly Inline[]): Block {
  return {kind: 'paragraph', content};
}
