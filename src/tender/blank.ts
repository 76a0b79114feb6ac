// Profile × language → what the template of tender.yaml prints: every value as it is written in YAML.

import type {Language} from './clause-set.ts';
import type {TenderLibrary} from './read/library.ts';
import type {Profile} from './read/profiles.ts';
import {translatedProfile} from './read/translated-profile.ts';
import {speech} from './resolve/speech.ts';
import type {Texts} from './text/units.ts';
import {MODULES, SCOPES} from './words.ts';

export interface BlankRequest {
  readonly profile: Profile;
  readonly jurisdiction: string;
  readonly language: Language;
  readonly texts: Texts;
  readonly tenders: TenderLibrary;
}

const COMMENTS = ['head', 'next', 'tender', 'procedure', 'lots', 'object', 'need', 'scope', 'requirements', 'evaluation', 'parameters', 'modules', 'acceptance', 'exit', 'annexes'] as const;

/** What the template needs. JSON is YAML, so texts are written as JSON writes them. */
export function blankTender({profile: english, jurisdiction, language, texts, tenders}: BlankRequest) {
  const profile = translatedProfile(english, language, texts);
  const {say, wording, unreviewed} = speech(language, texts);
  const quote = (text: string): string => JSON.stringify(text);
  const block = (text: string): readonly string[] => text.trim().split('\n').map((line) => (line.trim() === '' ? '' : `  ${line.trim()}`));
  const comment = (text: string): string => text.replaceAll(/\s+/g, ' ');
  const t = Object.fromEntries(COMMENTS.map((key) => [key, comment(say(`init.${key}`))]));
  const content = {
    title: quote(profile.title), procedure: profile.procedure, language, jurisdiction, profile: profile.id, releases: profile.releases.map(quote).join(', '),
    hasLots: profile.lots.length > 0, lots: profile.lots.map(({id, title, after = []}) => ({id: quote(id), title: quote(title), after: after.map(quote).join(', ')})),
    object: block(profile.object), need: block(profile.need),
    scope: SCOPES.map((name) => ({name, value: String(profile.scope[name] ?? false)})),
    requirements: profile.choices.map(({id, use, lots = [], weight, appliesAt = [], accepts = [], assurance, why, proportionality, scale = []}) => ({
      heading: comment(wording(id).title), id, use, lots: lots.map(quote).join(', '), weight: weight === undefined ? '' : String(weight), phases: appliesAt.join(', '), accepts: accepts.map(quote).join(', '), assurance: assurance ?? '',
      why: quote(why ?? '[…]'), proportionality: quote(proportionality ?? '[…]'), scale: scale.map(({value, label}) => ({value: String(value), label: quote(label)})),
    })),
    parameters: Object.entries(tenders.parameters)
      .filter(([, {module}]) => module === undefined || profile.modules[module] === true)
      .map(([name, {default: usual}]) => ({name, value: JSON.stringify(profile.parameters[name] ?? usual ?? '[…]'), title: comment(say(`parameter.${name}`))})),
    modules: MODULES.map((name) => ({name, value: String(profile.modules[name] ?? false)})),
    hasLeftOut: Object.keys(profile.leftOut).length > 0, leftOut: Object.entries(profile.leftOut).map(([name, reason]) => ({name, reason: quote(reason)})),
    acceptance: profile.acceptance.map(quote), exit: profile.exit.map(quote),
  };
  // The text ends with a command that refuses what nobody has reviewed.
  return {...content, t: unreviewed().length === 0 ? t : {...t, next: `${t['next']} --draft`}};
}
