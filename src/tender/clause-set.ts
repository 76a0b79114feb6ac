// The clause set: what a tender demands, resolved and rendered once. Every document of a tender, and the comparison of bids, reads this and nothing else.
// Plain readonly data; `clause-set.schema.json` is its published form.

import type {Level, Proof, Release} from '../model.ts';

export type Language = 'en' | 'fr' | 'es' | 'de' | 'nl' | 'da';
export const LANGUAGES: readonly Language[] = ['en', 'fr', 'es', 'de', 'nl', 'da'];

/** How a requirement counts: not met excludes the bid; gives points; is asked for information only. */
export type Use = 'gate' | 'scored' | 'information';

/** When a requirement must be met. */
export type Phase = 'tender' | 'award' | 'acceptance' | 'operation' | 'exit';

/** Who stands behind a proof, from weakest to strongest. After EN ISO/IEC 17000. */
export type Attestation = 'assertion' | 'declaration-of-conformity' | 'self-test' | 'buyer-test' | 'third-party' | 'accredited';

/** E0 declared … E5 accredited body. */
export type Assurance = 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5';

/** How the law lets a specification of this kind be cited. Directive 2014/24/EU, article 42(3). */
export type LegalClass =
  | 'european-standard' | 'international-standard' | 'technical-reference' | 'common-technical-specification'
  | 'national-standard' | 'national-list' | 'open-specification';

/** Where a text stands: which document of the procedure. The names of the documents are the jurisdiction's. */
export type Placement = 'specification' | 'proof' | 'award' | 'contract' | 'annex';

export interface ClauseSet {
  readonly format: 'mimcheck/clause-set/1';
  readonly generator: {readonly name: 'mimcheck'; readonly version: string};
  /** True: a banner on every page; unreviewed texts and open placeholders are allowed. */
  readonly draft: boolean;
  readonly language: Language;
  readonly jurisdiction: Jurisdiction;
  readonly procedure: Procedure;
  readonly test: TestProtocol;
  readonly requirements: readonly ClauseRequirement[];
  readonly evaluation: Evaluation;
  /** Everything cited, each once. */
  readonly standards: readonly CitedStandard[];
  /** Laws and frameworks that bear on it, each once. */
  readonly frameworks: readonly CitedFramework[];
  readonly glossary: readonly {readonly term: string; readonly meaning: string}[];
  /** In the order in which they are read. */
  readonly documents: readonly TenderDocument[];
  /** Values that the buyer has still to fill in, with the clauses that hold them. */
  readonly placeholders: readonly {readonly name: string; readonly clauses: readonly string[]}[];
  /** Texts that nobody has reviewed, by key; a final document refuses them. */
  readonly unreviewed: readonly string[];
  /** `sha256:…` over all of the above. */
  readonly digest: string;
}

/** Words and documents of a legal order; `eu` where no pack of the country exists. */
export interface Jurisdiction {
  readonly id: string;
  readonly title: string;
  /** How the three uses are called there: `exigence éliminatoire`. */
  readonly useWords: Readonly<Record<Use, string>>;
  readonly orEquivalent: string;
}

export interface Procedure {
  readonly reference: string;
  readonly title: string;
  readonly object: string;
  readonly buyer: string;
  /** Whom to ask; null: still open. */
  readonly contact: string | null;
  /** Key of the kind: `open`, `adapted` … */
  readonly kind: string;
  /** Date of the documents, ISO 8601; null: still open. */
  readonly date: string | null;
  /** Until when tenders are received, as the buyer writes it; null: still open. */
  readonly deadline: string | null;
  /** The language that prevails. */
  readonly authoritative: Language;
  readonly lots: readonly {readonly id: string; readonly title: string}[];
  readonly profile: {readonly id: string; readonly title: string; readonly digest: string};
}

/** What every bidder is tested with; the same for all, published with the documents. */
export interface TestProtocol {
  readonly releases: readonly Release[];
  readonly mims: readonly number[];
  readonly suites: readonly {readonly id: string; readonly digest: string; readonly cases: number}[];
  /** `sha256:…` over all requirements and suites. */
  readonly catalogue: string;
}

export interface ClauseRequirement {
  readonly id: string;
  readonly release: Release;
  readonly mim: number;
  readonly mimTitle: string;
  readonly number: string;
  readonly title: string;
  /** The wording in the language of the set. */
  readonly text: string;
  /** What an equivalent solution would have to show, in the language of the set. */
  readonly outcomes: readonly string[];
  /** When it binds, where it does not always; null: always. */
  readonly condition: string | null;
  /** As the MIM has it. */
  readonly level: Level;
  readonly keyword: string;
  readonly provisional: boolean;
  /** The MIM recommends it, and the buyer makes it a gate. */
  readonly ownChoice: boolean;
  readonly use: Use;
  readonly lots: readonly string[];
  readonly appliesAt: readonly Phase[];
  /** Why the buyer needs it, and why that much of it. */
  readonly need: string;
  readonly proportionality: string;
  readonly assurance: Assurance;
  readonly evidence: readonly AskedEvidence[];
  readonly routes: readonly AcceptedRoute[];
  /** Only of what is scored. */
  readonly weight: number | null;
  readonly scale: readonly {readonly value: number; readonly label: string}[];
  /** Ids of frameworks that bear on it. */
  readonly frameworks: readonly string[];
  /** Bookmarks of the clauses that speak of it, by placement. */
  readonly clauses: Readonly<Partial<Record<Placement, string>>>;
}

export interface AskedEvidence {
  readonly type: Proof;
  readonly attestation: Attestation;
  readonly maxAgeDays: number | null;
}

/** A way that counts as meeting the requirement. There is always one by equivalence. What is tested `besides` counts only with a declaration of what no test sees. */
export type AcceptedRoute =
  | {readonly kind: 'tested'; readonly mechanism: string; readonly title: string; readonly standards: readonly string[]; readonly cases: number; readonly besides?: true}
  | {readonly kind: 'planned'; readonly mechanism: string; readonly title: string; readonly standards: readonly string[]}
  | {readonly kind: 'inspected' | 'declared'; readonly question: string}
  | {readonly kind: 'equivalent'};

export interface Evaluation {
  /** Sum of the weights of what is scored. */
  readonly total: number;
  /** Least score, of 100, that a bid must reach; null: none. */
  readonly threshold: number | null;
  readonly ties: 'equal-rank' | 'lower-price' | 'draw';
}

export interface CitedStandard {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly version: string;
  /** ISO 8601 date, or null where the publisher names none. */
  readonly date: string | null;
  readonly legalClass: LegalClass;
  readonly url: string;
  readonly freeToRead: boolean;
  /** Patent policy of its publisher. */
  readonly ipr: 'royalty-free' | 'frand' | 'unknown';
  readonly status: 'published' | 'draft' | 'superseded';
}

export interface CitedFramework {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  /** When somebody last looked that it is in force as cited. ISO 8601 date. */
  readonly checkedOn: string;
  /** Since when, or from when on, it applies. ISO 8601 date; null: not known. */
  readonly validFrom: string | null;
}

/** A document of the procedure, such as the CCTP, or an annex. */
export interface TenderDocument {
  readonly id: string;
  /** The first part that stands in it. */
  readonly placement: Placement;
  readonly title: string;
  /** As references from other documents name it: `CCTP`. */
  readonly short: string;
  readonly clauses: readonly Clause[];
}

export interface Clause {
  /** Permanent key of the text: `exit.trigger`, `requirement.specification`. */
  readonly key: string;
  /** Unique in the set; a bookmark in every format: letters, digits and `-`, a letter first, at most 40. */
  readonly bookmark: string;
  /** As printed: `4.1`. */
  readonly number: string;
  readonly placement: Placement;
  /** 1 to 3. */
  readonly depth: number;
  readonly heading: string;
  readonly blocks: readonly Block[];
  /** The requirement it speaks of. */
  readonly requirement: string | null;
  /** Part of the checklist of a complete clause set that it serves: `A` to `Q`. */
  readonly part: string;
  readonly legalBasis: readonly string[];
  readonly reviewed: boolean;
}

export type Block =
  | {readonly kind: 'paragraph'; readonly content: readonly Inline[]}
  | {readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[]}
  | {readonly kind: 'table'; readonly caption: string; readonly header: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[]};

export type Inline =
  | {readonly kind: 'text' | 'strong' | 'emphasis' | 'code'; readonly text: string}
  | {readonly kind: 'link'; readonly text: string; readonly href: string}
  /** A value that the buyer has still to fill in; printed so that nobody overlooks it. */
  | {readonly kind: 'placeholder'; readonly text: string}
  /** A reference to another clause, by bookmark; printed as its number. */
  | {readonly kind: 'reference'; readonly bookmark: string; readonly text: string};
