#!/usr/bin/env node
// The command line. One file per command, loaded when it is called: `--help` pays for none of them.

import yargs from 'yargs';
import {hideBin} from 'yargs/helpers';
import {MOST_AT_A_TIME} from '../src/model.ts';
import {EXIT} from './exit-code.ts';
import {fail} from './fail.ts';
import {demandSound} from './given.ts';
import type {Options} from './given.ts';
import {toolVersion} from './root.ts';

const list = (text: string): readonly string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');
const lists = (value: unknown): readonly string[] | undefined => (value === undefined ? undefined : [value].flat().flatMap((part) => list(String(part))));

// Each naming takes one value, so that what stands behind it may be the target; a list may be named again.
const LIST = {type: 'string', array: true, nargs: 1, coerce: lists} as const;
/** Has the words behind it too, where no target follows. */
const FAULT = {type: 'string', array: true, requiresArg: true, coerce: lists} as const;
const FORMAT = {...LIST, describe: 'Formats, by commas: html, md, json, junit; earl, ctrf, gitb, sarif'} as const;
const LANG = {describe: 'Language of the report', choices: ['en', 'fr'], default: 'en'} as const;
const ANSWER_LANG = {...LANG, describe: 'Language of the answer'} as const;
const QUIET = {describe: 'Say nothing on the way', type: 'boolean', default: false} as const;
const JSON_OUT = {describe: 'Print JSON to stdout and nothing else there', type: 'boolean', default: false} as const;
const AS_ROLE = {describe: 'In which role', choices: ['vendor', 'buyer', 'lab'] as const} as const;
const KEY = {describe: 'The private key (.key.jwk) of mimcheck keygen', type: 'string', demandOption: true} as const;
const DIR = {describe: 'Folder of a recorded run', type: 'string', demandOption: true} as const;
const BUNDLE = {describe: 'File that mimcheck bundle wrote', type: 'string', demandOption: true} as const;
const TARGET = {describe: 'target.yaml', type: 'string', demandOption: true} as const;
const RUNNING = {
  release: {...LIST, describe: 'Release of the MIMs: 9.0, 2022, or both by a comma'},
  mim: {...LIST, describe: 'Numbers of MIMs, by commas, and only cases that their requirements in the release lead to, which may be few; otherwise all MIMs that the target claims'},
  suite: {...LIST, describe: 'Suites by id or file, with * and **'},
  case: {...LIST, describe: 'Cases by id, or by a beginning and *'},
  out: {describe: 'Folder for the record and the documents; must be empty', type: 'string'},
  seed: {describe: 'Makes the same ids and values again', type: 'string'},
  lang: LANG, quiet: QUIET, json: JSON_OUT,
} as const;

// Whoever reads through a pipe may stop reading; what is under way is ended in order all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Public in yargs, and missing in its types. */
interface Described {
  readonly getOptions: () => Options;
  readonly getGroups: () => Readonly<Record<string, readonly string[]>>;
}

process.exitCode = await main(hideBin(process.argv));

async function main(argv: readonly string[]): Promise<number> {
  let code: number = EXIT.conformant;
  const then = async (work: Promise<number>): Promise<void> => void (code = await work);
  const parser = yargs([...argv])
    .scriptName('mimcheck')
    .locale('en')
    .version(toolVersion().version)
    .usage('$0 <command>\n\nTests a smart-city platform against the Minimal Interoperability Mechanisms.')
    .command('demo', 'Run every suite against the built-in sandbox and show the report', (y) => y.options({
      fault: {...FAULT, describe: 'Make the sandbox wrong in a named way (see: sandbox --list-faults)'}, suite: RUNNING.suite, out: RUNNING.out, lang: LANG, quiet: QUIET, json: JSON_OUT, seed: RUNNING.seed,
    }), async (a) => then((await import('./commands/demo.ts')).demo(a)))
    .command('init', 'Write a commented target.yaml, by asking or by flags', (y) => y.options({
      file: {describe: 'Where to write it', type: 'string', default: 'target.yaml'}, product: {describe: 'Name of the product', type: 'string'}, 'product-version': {describe: 'Its version', type: 'string'}, vendor: {describe: 'Who makes it', type: 'string'}, contact: {describe: 'E-mail of who answers for it', type: 'string'},
      endpoint: {describe: 'MECHANISM=URL, once each', type: 'string', array: true}, auth: {describe: 'none, bearer, basic, api-key or oauth2', choices: ['none', 'bearer', 'basic', 'api-key', 'oauth2']},
      env: {describe: 'Environment variable that holds the secret', type: 'string'}, 'token-url': {describe: 'URL of the token endpoint, for oauth2', type: 'string'}, 'client-id': {describe: 'Client id for oauth2, or the user for basic', type: 'string'}, without: {describe: 'MECHANISM=FEATURE,FEATURE that are not claimed', type: 'string', array: true},
      'requests-per-second': {describe: 'Requests a second at most; otherwise 50', type: 'string'}, concurrency: {describe: `Cases at a time, from 1 to ${MOST_AT_A_TIME}; otherwise 4`, type: 'string'},
    }), async (a) => then((await import('./commands/init.ts')).init(a)))
    .command('preflight <target>', 'Tell a wrong configuration from a wrong platform, before a run', (y) => y.positional('target', {...TARGET, describe: 'target.yaml, or the URL of one endpoint with --as'}).options({as: {describe: 'Mechanism, when the target is a URL', type: 'string'}, 'callback-url': {describe: 'How the platform reaches this machine', type: 'string'}, json: JSON_OUT}),
      async (a) => then((await import('./commands/preflight.ts')).preflight(a)))
    .command('run <target>', 'Run the cases a target claims, judge and report', (y) => y.positional('target', {...TARGET, describe: 'target.yaml, or the URL of one endpoint with --as'}).options({
      ...RUNNING, as: {describe: 'Mechanism, when the target is a URL', type: 'string'}, format: FORMAT, concurrency: {describe: `Cases at a time, from 1 to ${MOST_AT_A_TIME}; otherwise as the target says`, type: 'string'},
      'callback-url': {describe: 'How the platform reaches this machine', type: 'string'}, 'read-only': {describe: 'Send only safe methods', type: 'boolean', default: false},
      'dry-run': {describe: 'Print every request, send none', type: 'boolean', default: false}, resume: {describe: 'Finish the run recorded in this folder', type: 'string'}, challenge: {describe: 'Answer this challenge of a buyer: it decides what is run, and with which values', type: 'string'},
      'keep-withheld': {describe: 'Keep the tokens and cookies that the platform made up and the record leaves out, in disclosures.jsonl, for you only, to show one later', type: 'boolean', default: false},
    }), async (a) => then((await import('./commands/run.ts')).runCommand(a)))
    .command('judge <dir>', 'Compute every verdict again from a recorded journal', (y) => y.positional('dir', DIR).options({json: JSON_OUT, quiet: QUIET, lang: LANG}),
      async (a) => then((await import('./commands/judge.ts')).judgeCommand(a)))
    .command('report <dir>', 'Write the documents of a recorded run again', (y) => y.positional('dir', DIR).options({format: FORMAT, lang: LANG, out: RUNNING.out, quiet: QUIET}),
      async (a) => then((await import('./commands/report.ts')).reportCommand(a)))
    .command('bundle <dir>', 'Pack a recorded run into one file that others can verify', (y) => y.positional('dir', DIR).options({out: {describe: 'Where to write it; otherwise beside the folder', type: 'string'}, lang: LANG, quiet: QUIET}),
      async (a) => then((await import('./commands/bundle.ts')).bundleCommand(a)))
    .command('challenge', 'As a buyer, ask for a run that nobody could have made before', (y) => y.options({
      tender: {describe: 'The tender (YAML), with tender.reference', type: 'string', demandOption: true}, valid: {describe: 'How long it may be answered, as 30d or 12h', type: 'string', demandOption: true}, key: KEY,
      release: RUNNING.release, mim: RUNNING.mim, out: {describe: 'Where to write it', type: 'string', default: 'challenge.json'}, lang: ANSWER_LANG,
    }), async (a) => then((await import('./commands/challenge.ts')).challengeCommand(a)))
    .command('keygen', 'Make a pair of keys to sign with', (y) => y.options({
      name: {describe: 'Who signs with it, as others are to read it', type: 'string', demandOption: true}, as: {...AS_ROLE, demandOption: true}, out: {describe: 'Beginning of the names of both files', type: 'string', default: 'mimcheck'},
      alg: {describe: 'Algorithm', choices: ['Ed25519', 'ES256'] as const, default: 'Ed25519' as const},
    }), async (a) => then((await import('./commands/keygen.ts')).keygen(a)))
    .command('sign <bundle>', 'Sign a bundle, beside the signatures of others', (y) => y.positional('bundle', BUNDLE).options({key: {...KEY, demandOption: false}, as: AS_ROLE, timestamp: {describe: 'Attach the answer of a time-stamping authority (RFC 3161) over the SHA-256 of manifest.json', type: 'string'}, out: {describe: 'Write it here and leave the bundle as it is', type: 'string'}}),
      async (a) => then((await import('./commands/sign.ts')).signCommand(a)))
    .command('verify <bundle>', 'Tell whether a bundle is genuine, and compute every verdict in it again; also of a proof or a credential', (y) => y.positional('bundle', {...BUNDLE, describe: 'File that mimcheck bundle, prove or attest wrote'}).options({
      trust: {...LIST, describe: 'Keys of those you trust: .jwks files, by commas'}, challenge: {describe: 'The challenge that it must answer', type: 'string'}, tender: {describe: 'The tender that it must be for', type: 'string'}, disclosures: {describe: 'What the vendor shows of the secrets that were kept out', type: 'string'}, tsa: {describe: 'Certificate (PEM) of a time-stamping authority that you trust', type: 'string'}, lang: ANSWER_LANG, json: JSON_OUT,
    }), async (a) => then((await import('./commands/verify.ts')).verifyCommand(a)))
    .command('prove <bundle>', 'Show one request of a bundle without the others', (y) => y.positional('bundle', BUNDLE).options({
      case: {describe: 'The case', type: 'string', demandOption: true}, step: {describe: 'Number of its step, from 1; otherwise its last', type: 'string'}, out: {describe: 'Where to write it', type: 'string', default: 'proof.json'},
    }), async (a) => then((await import('./commands/prove.ts')).prove(a)))
    .command('rerun <bundle>', 'As a buyer, run a bundle again, wholly or in part, and compare', (y) => y.positional('bundle', BUNDLE).options({
      target: {describe: 'The platform as you reach it: a target file, or a URL with --as', type: 'string', demandOption: true}, as: {describe: 'Mechanism, when the target is a URL', type: 'string'}, sample: {describe: 'Run so many cases, drawn by lot; otherwise all', type: 'string'}, seed: {describe: 'Draws the same cases again', type: 'string'},
      key: {...KEY, demandOption: false, describe: 'Sign what came of it in the bundle'}, out: RUNNING.out, quiet: QUIET,
    }), async (a) => then((await import('./commands/rerun.ts')).rerun(a)))
    .command('attest <bundle>', 'Verify a bundle and write what came of it as a credential and a badge', (y) => y.positional('bundle', BUNDLE).options({
      key: KEY, valid: {describe: 'For how long, as 365d', type: 'string', default: '365d'}, link: {describe: 'Where the report can be read', type: 'string'}, trust: {...LIST, describe: 'Keys of those you trust: .jwks files, by commas'},
      challenge: {describe: 'The challenge that it must answer', type: 'string'}, out: {describe: 'Folder for both files', type: 'string', default: '.'},
    }), async (a) => then((await import('./commands/attest.ts')).attest(a)))
    .command('evidence', 'What is declared where no endpoint can show it', (y) => y
      .command('template <target>', 'Write evidence.yaml with the open questions of a plan', (z) => z.positional('target', TARGET).options({release: RUNNING.release, mim: RUNNING.mim, out: {describe: 'Where to write it; otherwise beside the target', type: 'string'}}),
        async (a) => then((await import('./commands/evidence.ts')).evidenceTemplate(a)))
      .command('review <bundle>', 'As a buyer, sign what you find of what is declared in a bundle', (z) => z.positional('bundle', BUNDLE).options({file: {describe: 'The review (YAML)', type: 'string', demandOption: true}, key: KEY}),
        async (a) => then((await import('./commands/evidence.ts')).evidenceReview(a)))
      .demandCommand(1, 1, 'template or review?', 'One at a time.'))
    .command('list [what]', 'List cases, requirements, suites or European frameworks', (y) => y.positional('what', {describe: 'What to list', choices: ['cases', 'requirements', 'suites', 'frameworks', 'all'] as const, default: 'all' as const}).options({release: RUNNING.release, mim: RUNNING.mim, json: JSON_OUT}),
      async (a) => then((await import('./commands/list.ts')).listCommand(a)))
    .command('explain <id>', 'Say in plain sentences what a case or a requirement is about', (y) => y.positional('id', {describe: 'Id of a case or a requirement', type: 'string', demandOption: true}), async (a) => then((await import('./commands/explain.ts')).explainCommand(a)))
    .command('lint [paths..]', 'Check suites without a network', (y) => y.positional('paths', {describe: 'Files or folders of suites; otherwise those of mimcheck', type: 'string', array: true}), async (a) => then((await import('./commands/lint.ts')).lintCommand(a)))
    .command('sandbox', 'Start the built-in reference platform', (y) => y.options({port: {describe: 'Port on 127.0.0.1 for HTTP, HTTPS taking the next; 0 takes free ones', type: 'string', default: '0'}, fault: {...FAULT, describe: 'Names of faults, by blanks or commas'}, 'list-faults': {describe: 'Only list the faults: name, what is wrong, what it breaks', type: 'boolean', default: false}, target: {describe: 'Write a target.yaml for it', type: 'string'}, latency: {describe: 'Milliseconds before each answer', type: 'string', default: '0'}, lag: {describe: 'Milliseconds until the NGSI-LD broker shows what is written', type: 'string', default: '0'}}),
      async (a) => then((await import('./commands/sandbox.ts')).sandboxCommand(a)))
    .command('tender', 'Write, check and build a tender', async (y) => (await import('./commands/tender/tender.ts')).tenderCommands(y, then))
    .command('compare <bids..>', 'Lay the bids of a tender beside each other: gates first, then points', (y) => y.positional('bids', {describe: 'Folders, one a bid: a run or a bundle, and the response matrix', type: 'string', array: true, demandOption: true}).options({
      tender: {describe: 'The tender (YAML), or its clause set as published (JSON)', type: 'string', demandOption: true}, assessment: {describe: 'What the buyer found (YAML)', type: 'string'}, trust: {...LIST, describe: 'Keys of those you trust: .jwks files, by commas'},
      on: {describe: 'Day to which ages are counted; otherwise today', type: 'string'}, out: RUNNING.out, format: {...LIST, describe: 'Formats, by commas: html, xlsx, json, letters'}, json: JSON_OUT,
    }), async (a) => then((await import('./commands/compare.ts')).compareCommand(a)))
    .command('sweep <dir>', 'Remove what a crashed run left on the platform', (y) => y.positional('dir', DIR).options({target: {describe: 'The target file, for its secrets, or the URL of the run with --as', type: 'string', demandOption: true}, as: {describe: 'Mechanism, when the target is a URL', type: 'string'}, quiet: QUIET}),
      async (a) => then((await import('./commands/sweep.ts')).sweepCommand(a)))
    .demandCommand(1, 1, 'Which command?', 'One command at a time.')
    .recommendCommands()
    .strict()
    .parserConfiguration({'duplicate-arguments-array': true, 'dot-notation': false, 'parse-positional-numbers': false})
    .wrap(Math.min(120, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error?: Error) => {
      throw error === undefined || error === null || error.name === 'YError' ? Object.assign(new Error(message), {usage: true}) : error;
    });
  const described = parser as unknown as Described;
  parser.middleware((given) => demandSound(given, described.getOptions(), described.getGroups()['Positionals:'] ?? []), true);
  // Of a command that is run yargs lays out the help all the same, which takes longer than all else it does.
  parser.middleware(() => Object.keys(described.getOptions().key).forEach((name) => parser.hide(name)));
  try {
    await parser.parseAsync();
    return code;
  } catch (error) {
    return await fail(error);
  }
}
