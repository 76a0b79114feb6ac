// The bids of a tender, as their folders hold them: a run or a bundle, and the response matrix if there is one. Every verdict is computed again.

import {existsSync, readdirSync, statSync} from 'node:fs';
import {basename, join, resolve} from 'node:path';
import type {Language} from '../reports/words.ts';
import {InputError, inputError} from '../src/error.ts';
import type {PublicKey} from '../src/evidence/keys.ts';
import {verify, whyOf} from '../src/evidence/verify.ts';
import type {Check} from '../src/evidence/check.ts';
import {isExpired} from '../src/declared.ts';
import type {Journal, PlannedRequirement, RequirementVerdict} from '../src/model.ts';
import type {Bid, BidDeclaration, BidVerdict} from '../src/tender/comparison/bid.ts';
import type {Refusal} from '../src/tender/comparison/comparison.ts';
import type {Matrix} from '../src/tender/response/matrix.ts';
import {bidAnswers} from '../src/tender/response/response.ts';
import type {Response} from '../src/tender/response/response.ts';
import {JOURNAL, examine, installed, openBundle, read} from './bundle.ts';
import {asInput} from './files.ts';
import {judgeFolder} from './line.ts';
import type {Judged} from './summary.ts';

/** What is needed to read bids. */
export interface BidReading {
  /** The response matrix of the tender, final and as a draft. */
  readonly published: readonly Matrix[];
  /** Whose signatures count. */
  readonly trust: readonly PublicKey[];
}

/**
 * Reads the bid in a folder; what one bidder altered or broke refuses that bid and keeps no other from being compared. Throws an `InputError` when there is
 * nothing in the folder that could be compared, or too much.
 */
export async function readBid(folder: string, reading: BidReading): Promise<Bid | Refusal> {
  const names = listed(folder);
  const bidder = basename(resolve(folder));
  const record = theRecord(folder, names);
  const matrix = theMatrix(folder, names);
  try {
    return await bidOf(bidder, {record, matrix}, reading);
  } catch (error) {
    if (error instanceof InputError) return {bidder, reason: 'unreadable', which: [whyOf(error)]};
    throw error;
  }
}

interface BidFiles {
  readonly record: string;
  readonly matrix: string | null;
}

async function bidOf(bidder: string, files: BidFiles, {published, trust}: BidReading): Promise<Bid> {
  const proven = await provenOf(files.record, trust);
  const matrix = files.matrix === null ? null : await readMatrix(files.matrix, published);
  const {journal: {header, footer}, score} = proven.judged;
  const {product, version, vendor, endpoints, without, limits} = header.target;
  return {
    bidder, product, version, vendor, started: header.started, assurance: proven.assurance, settleMs: limits.settleMs ?? 0,
    judgedWith: {
      suites: header.suites, releases: header.selection.releases, mims: header.selection.mims,
      narrowed: header.selection.readOnly || header.selection.suites !== null || header.selection.cases !== null,
      complete: footer?.ended === 'completed', altered: proven.altered,
    },
    scope: {mechanisms: Object.keys(endpoints), without: Object.entries(without).flatMap(([mechanism, features]) => features.map((feature) => `${mechanism}: ${feature}`))},
    verdicts: Object.fromEntries(score.requirements.map((one) => [one.id, verdictOf(one, proven.judged.journal)])),
    declarations: declarationsOf(proven.judged.journal, proven.checks),
    answers: matrix === null ? null : bidAnswers(matrix),
    otherTender: matrix !== null && !published.some(({clauseSet}) => clauseSet === matrix.clauseSet),
    matrixFindings: matrix?.findings.length ?? 0,
  };
}

function listed(folder: string): readonly string[] {
  try {
    if (!statSync(folder).isDirectory()) throw inputError(folder, 'is no folder', 'name the folders of the bids, one each');
    return readdirSync(folder).sort();
  } catch (error) {
    throw asInput(folder, error);
  }
}

interface Proven {
  readonly judged: Judged;
  readonly assurance: Bid['assurance'];
  /** What was found to be altered; empty: nothing. */
  readonly altered: readonly string[];
  /** Everything that was looked at; empty of a run that is no bundle. */
  readonly checks: readonly Check[];
}

async function provenOf(record: string, trust: readonly PublicKey[]): Promise<Proven> {
  if (!record.endsWith('.zip')) {
    const judged = await judgeFolder(record);
    return {judged, assurance: judged.score.assurance, altered: [], checks: []};
  }
  const file = record;
  const files = await openBundle(file);
  // It is judged once: what verifying looked at is what is compared. An archive that is refused is not looked at.
  let judged: Judged | undefined;
  const look = async (journal: Uint8Array, {language, plan}: {readonly language: string; readonly plan?: Uint8Array | undefined}) => {
    const examined = await examine(journal, {file, language: language as Language, plan});
    judged = examined;
    return examined;
  };
  const verification = await verify({files, file, trust, authorities: [], challenge: null, tender: null, installed: await installed(), examine: look});
  return {
    judged: judged ?? await look(files.get(JOURNAL) ?? new Uint8Array(), {language: 'en'}),
    assurance: verification.assurance.overall,
    altered: verification.checks.filter(({status}) => status === 'altered').map(({code}) => code),
    checks: verification.checks,
  };
}

/** The one run or bundle of a bid: the folder itself, a folder in it, or a zip in it. Which of several counts is for the buyer to say, not for us. */
function theRecord(folder: string, names: readonly string[]): string {
  const records = names.filter((name) => name === JOURNAL || name.endsWith('.zip') || existsSync(join(folder, name, JOURNAL)));
  const [only] = records;
  if (only !== undefined && records.length === 1) return only === JOURNAL ? folder : join(folder, only);
  throw only === undefined
    ? inputError(folder, 'holds neither a run nor a bundle', `put the folder of one run (with ${JOURNAL}) or one bundle (.zip) into the folder of each bid`)
    : inputError(folder, `holds ${records.length} runs or bundles: ${records.join(', ')}`, 'leave the one that counts');
}

function verdictOf({id, outcome, route, because}: RequirementVerdict, {requirements}: Journal): BidVerdict {
  const decided = route === null ? undefined : requirements.find((one) => one.id === id)?.routes[route];
  return {outcome, because, mechanism: decided?.kind === 'cases' || decided?.kind === 'planned' ? decided.mechanism : null};
}

/** Everything that is declared, with the reviews of buyers whose keys are trusted. */
function declarationsOf({header: {target, started}, requirements}: Journal, checks: readonly Check[]): Bid['declarations'] {
  const reviews = checks.filter(({code}) => code === 'reviewed' || code === 'review-refused');
  const declared = Object.entries(target.declarations).map(([id, declaration]): BidDeclaration => {
    const {claim = 'meets', statement, by, date, validUntil = null, files = [], links = []} = declaration;
    return {
      id, claim, statement, by, date, validUntil, expired: isExpired(declaration, started), proofs: [...files.map(({name}) => name), ...links.map(({url}) => url)],
      reviews: reviews.filter(({values}) => values['requirement'] === id).map(({code, values}) => ({accepted: code === 'reviewed', by: String(values['by']), reason: String(values['reason'])})),
    };
  });
  const ownOf = ({id, routes}: PlannedRequirement): readonly string[] => [id, ...routes.flatMap((route) => (route.kind === 'cases' ? route.cases : []))];
  return Object.fromEntries(requirements.map((one) => [one.id, declared.filter(({id}) => ownOf(one).includes(id))]));
}

function theMatrix(folder: string, names: readonly string[]): string | null {
  const [matrix, ...more] = names.filter((name) => name.endsWith('.xlsx'));
  if (more.length > 0) throw inputError(folder, `holds ${more.length + 1} spreadsheets`, 'leave only the response matrix');
  return matrix === undefined ? null : join(folder, matrix);
}

async function readMatrix(file: string, published: readonly Matrix[]): Promise<Response> {
  const {readResponse} = await import('../src/tender/response/read.ts');
  return readResponse(read(file), {file, published});
}
