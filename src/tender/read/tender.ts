// tender.yaml → a tender: what the buyer says, with everything that was left out taken from the profile.

import {InputError, inputError} from '../../error.ts';
import type {Library, Release} from '../../model.ts';
import {nearest} from '../../nearest.ts';
import {byPlace} from '../../suite/by-place.ts';
import {readForm} from '../../suite/form.ts';
import type {YamlDocument} from '../../suite/yaml.ts';
import type {Evaluation, Language} from '../clause-set.ts';
import {tenderSchema} from '../format/tender.ts';
import type {Texts} from '../text/units.ts';
import type {Module, Scope} from '../words.ts';
import {MODULES, SCOPES} from '../words.ts';
import {toChoice} from './choices.ts';
import type {Choice, RawChoice} from './choices.ts';
import type {JurisdictionPack} from './legal.ts';
import type {TenderLibrary} from './library.ts';
import type {Lot, Profile} from './profiles.ts';
import {controlCharacters, inconsistencies, unknownNames} from './rules.ts';
import {translatedProfile} from './translated-profile.ts';

/** A choice with where it is made. */
export interface PlacedChoice extends Choice {
  /** JSON pointer in tender.yaml; `/profile` where the tender leaves the choice to it. */
  readonly pointer: string;
}

export interface Tender {
  readonly reference: string;
  readonly title: string;
  /** ISO 8601 date, or `[…]`. */
  readonly date: string;
  readonly language: Language;
  readonly authoritative: Language;
  readonly jurisdiction: JurisdictionPack;
  readonly buyer: {readonly name: string; readonly contact: string};
  readonly procedure: {readonly kind: string; readonly deadline: string; readonly assessment: {readonly result: string; readonly note: string}};
  readonly lots: readonly Lot[];
  readonly object: string;
  readonly need: string;
  readonly profile: Profile;
  readonly releases: readonly Release[];
  readonly scope: Readonly<Record<Scope, boolean>>;
  readonly choices: readonly PlacedChoice[];
  readonly evaluation: Pick<Evaluation, 'threshold' | 'ties'>;
  /** As written; what is absent has its default, or is open. */
  readonly parameters: Readonly<Record<string, string | number>>;
  readonly modules: readonly Module[];
  readonly leftOut: Readonly<Partial<Record<Module, string>>>;
  readonly acceptance: readonly string[];
  readonly exit: readonly string[];
  readonly annexes: readonly string[];
  /** Products and brands that may be named, with the reason. */
  readonly tradeNames: Readonly<Record<string, string>>;
  readonly document: YamlDocument;
}

/** The shape of the file, for which the schema vouches. */
export interface RawTender {
  readonly tender: {readonly reference: string; readonly title: string; readonly date?: string; readonly language: Language; readonly authoritative?: Language; readonly jurisdiction: string};
  readonly buyer: {readonly name: string; readonly contact?: string};
  readonly procedure: {readonly kind: string; readonly deadline?: string; readonly assessment?: {readonly result: string; readonly note: string}};
  readonly lots?: readonly Lot[];
  readonly object: string;
  readonly need?: string;
  readonly profile: string;
  readonly releases?: readonly Release[];
  readonly scope?: Partial<Record<Scope, boolean>>;
  readonly requirements?: readonly RawChoice[];
  readonly evaluation?: Partial<Pick<Evaluation, 'threshold' | 'ties'>>;
  readonly parameters?: Readonly<Record<string, string | number>>;
  readonly modules?: Partial<Record<Module, boolean>>;
  readonly 'left-out'?: Partial<Record<Module, string>>;
  readonly 'trade-names'?: Readonly<Record<string, string>>;
  readonly acceptance?: readonly string[];
  readonly exit?: readonly string[];
  readonly annexes?: readonly string[];
}

/** What a tender is read against. */
export interface TenderSources {
  readonly library: Library;
  readonly tenders: TenderLibrary;
  /** The texts of a language. */
  readonly texts: (language: Language) => Promise<Texts>;
}

const OPEN = '[…]';

/** The tender in a YAML text. Throws an `InputError` with every mistake. */
export async function readTender(bytes: Uint8Array | string, file: string, {library, tenders, texts}: TenderSources): Promise<Tender> {
  const form = await readForm(tenderSchema, bytes, file);
  const {document} = form;
  const raw = document.value as unknown as RawTender;
  const english = tenders.profiles.find(({id}) => id === raw.profile);
  const jurisdiction = tenders.jurisdictions.find(({id}) => id === raw.tender.jurisdiction);
  // What else is said at a place whose form is wrong only follows from it.
  const found = [...unknownNames({form, raw, library, tenders}), ...inconsistencies(form, raw, english)].filter(({at}) => !form.unclear.has(at));
  const complaints = [...form.complaints, ...controlCharacters(document, form.written), ...found];
  if (complaints.length > 0) throw new InputError(complaints.sort(byPlace));
  // What has no complaint is there.
  if (english === undefined || jurisdiction === undefined) throw inputError(file, 'names no profile or no jurisdiction', nearest(raw.profile, tenders.profiles.map(({id}) => id)));
  const profile = translatedProfile(english, raw.tender.language, await texts(raw.tender.language));
  return complete({raw, document, profile, jurisdiction});
}

interface Parts {
  readonly raw: RawTender;
  readonly document: YamlDocument;
  readonly profile: Profile;
  readonly jurisdiction: JurisdictionPack;
}

function complete({raw, document, profile, jurisdiction}: Parts): Tender {
  const {tender, buyer, procedure} = raw;
  const modules = {...profile.modules, ...raw.modules};
  const scope = {...profile.scope, ...raw.scope};
  return {
    reference: tender.reference, title: tender.title, date: tender.date ?? OPEN, language: tender.language, authoritative: tender.authoritative ?? tender.language, jurisdiction,
    buyer: {name: buyer.name, contact: buyer.contact ?? OPEN},
    procedure: {kind: procedure.kind, deadline: procedure.deadline ?? OPEN, assessment: procedure.assessment ?? {result: 'open', note: OPEN}},
    lots: raw.lots ?? profile.lots,
    object: raw.object, need: raw.need ?? profile.need, profile,
    releases: raw.releases ?? profile.releases,
    scope: Object.fromEntries(SCOPES.map((name) => [name, scope[name] ?? false])) as Record<Scope, boolean>,
    choices: choicesOf(raw, profile),
    evaluation: {threshold: raw.evaluation?.threshold ?? null, ties: raw.evaluation?.ties ?? 'equal-rank'},
    parameters: {...profile.parameters, ...raw.parameters},
    modules: MODULES.filter((name) => modules[name] === true),
    leftOut: {...profile.leftOut, ...raw['left-out']},
    acceptance: raw.acceptance ?? profile.acceptance, exit: raw.exit ?? profile.exit, annexes: raw.annexes ?? [], tradeNames: raw['trade-names'] ?? {}, document,
  };
}

/** The tender's own requirements, each completed from the profile; without any, those of the profile. */
function choicesOf({requirements, lots}: RawTender, profile: Profile): readonly PlacedChoice[] {
  if (requirements === undefined) return profile.choices.map((choice) => ({...withoutStrangeLots(choice, lots), pointer: '/profile'}));
  return requirements.map((raw, index) => {
    const usual = profile.choices.find(({id}) => id === raw.id);
    const own = toChoice(raw);
    // A weight and a scale belong to what is scored, and lots to the tender that names them.
    const {weight, scale, lots: usualLots, ...rest} = usual ?? {id: raw.id, use: raw.use};
    const scored = own.use === 'scored' ? {...(weight === undefined ? {} : {weight}), ...(scale === undefined ? {} : {scale})} : {};
    return {...rest, ...scored, ...(lots === undefined && usualLots !== undefined ? {lots: usualLots} : {}), ...own, pointer: `/requirements/${index}`};
  });
}

/** Lots of the profile mean nothing where the tender has its own. */
function withoutStrangeLots({lots: named, ...choice}: Choice, own: RawTender['lots']): Choice {
  return own === undefined && named !== undefined ? {...choice, lots: named} : choice;
}
