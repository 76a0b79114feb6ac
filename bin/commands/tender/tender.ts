// mimcheck tender …: the commands of the buyer.

import type {Argv} from 'yargs';
import {LANGUAGES} from '../../../src/tender/clause-set.ts';
import type {Language} from '../../../src/tender/clause-set.ts';

/** Takes the code that the process answers. */
export type Then = (work: Promise<number>) => Promise<void>;

const LANG = {describe: 'Language', choices: LANGUAGES} as const;
const JSON_OUT = {describe: 'Print JSON to stdout and nothing else there', type: 'boolean', default: false} as const;
const QUIET = {describe: 'Say nothing on the way', type: 'boolean', default: false} as const;
const lists = (value: unknown): readonly string[] | undefined => (value === undefined ? undefined : [value].flat().flatMap((part) => String(part).split(',').map((one) => one.trim()).filter((one) => one !== '')));
const FILE = {describe: 'tender.yaml', type: 'string', demandOption: true} as const;

/** Adds the commands; each is loaded when it is called. */
export function tenderCommands(yargs: Argv, then: Then) {
  return yargs
    .command('init', 'Write a commented tender.yaml from a profile', (y) => y.options({
      profile: {describe: 'Profile (see: tender profiles)', type: 'string', demandOption: true}, lang: {...LANG, default: 'en' as Language},
      jurisdiction: {describe: 'Whose law and documents: eu, fr, es, de, nl, dk', type: 'string'}, file: {describe: 'Where to write it', type: 'string', default: 'tender.yaml'},
    }), async (a) => then((await import('./init.ts')).tenderInit(a)))
    .command('build <tender>', 'Write the clause set of a tender, and its documents', (y) => y.positional('tender', FILE).options({
      format: {describe: 'Formats, by commas: json, html, md, docx, pdf, xlsx, cccev, ocds; otherwise all but pdf', type: 'string', array: true, nargs: 1, coerce: lists},
      out: {describe: 'Folder; otherwise tender beside the file', type: 'string'},
      draft: {describe: 'A draft: texts that nobody has reviewed are let through, and marked', type: 'boolean', default: false}, final: {describe: 'Final: refused while a value is open or the lint finds an error', type: 'boolean', default: false}, quiet: QUIET,
    }), async (a) => then((await import('./build.ts')).tenderBuild(a)))
    .command('lint [tender]', 'Tell what could be contested in a tender, and how to mend it', (y) => y.positional('tender', {describe: 'tender.yaml', type: 'string'}).options({
      results: {describe: 'Folder of reports: tells how many of the products meet each gate', type: 'string'}, final: {describe: 'As for a final document', type: 'boolean', default: false},
      rules: {describe: 'List the rules with their reasons', type: 'boolean', default: false}, json: JSON_OUT,
    }), async (a) => then((await import('./lint.ts')).tenderLint(a)))
    .command('read-response <file>', 'Read a response matrix that a bidder filled in; 1: something is missing, contradictory or changed', (y) => y.positional('file', {describe: 'The matrix (.xlsx)', type: 'string', demandOption: true}).options({
      tender: {describe: 'The tender (YAML), or its clause set as published (JSON): every locked cell is held against it', type: 'string'}, lang: {...LANG, describe: 'Language of the findings; otherwise that of the matrix'}, json: JSON_OUT,
    }), async (a) => then((await import('./read-response.ts')).tenderReadResponse({...a, lang: a.lang as Language | undefined})))
    .command('profiles', 'List the worked tenders', (y) => y.options({json: JSON_OUT}), async (a) => then((await import('./profiles.ts')).tenderProfiles(a)))
    .command('texts', 'Tell how far a translation is', (y) => y.options({lang: {...LANG, demandOption: true}, todo: {describe: 'Print what is missing or stale as YAML', type: 'boolean', default: false}, json: JSON_OUT}),
      async (a) => then((await import('./texts.ts')).tenderTexts({...a, lang: a.lang as Language})))
    .demandCommand(1, 1, 'Which command of tender?', 'One command at a time.');
}
