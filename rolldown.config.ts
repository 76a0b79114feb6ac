// npm run build: the command line and what every run loads, in a few files. Opening some hundred small ones takes longer than a run needs to begin.

import {readFileSync, readdirSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {join} from 'node:path';
import {defineConfig} from 'rolldown';
import type {Plugin} from 'rolldown';

/** What every run loads before its first request goes in; the rest is loaded by those who use it, from where it is installed. */
const INSIDE = /^(?:ajv|ajv-formats|fast-deep-equal|fast-uri|json-schema-traverse|handlebars|picocolors|undici|yaml|yargs|yargs-parser|y18n|cliui|escalade|get-caller-file|string-width|strip-ansi|wrap-ansi|ansi-regex|ansi-styles)(?:\/|$)/;

/** Help is plain text. Knowing the width of every script there is takes as long as reading the suites. */
const plainWidth: Plugin = {
  name: 'plain-width',
  resolveId: (id) => (id === 'string-width' ? '\0width' : null),
  load: (id) => (id === '\0width' ? 'export default (text) => [...text].length;' : null),
};

/** Who passes on what others wrote passes on their licences. */
const licences: Plugin = {
  name: 'licences',
  generateBundle(_, bundle) {
    const modules = Object.values(bundle).flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []));
    const folders = new Set(modules.flatMap((id) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []));
    const texts = [...folders].sort().map((folder) => {
      const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
      return `${folder.replace(/^.*node_modules\//, '')}\n\n${file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim()}\n`;
    });
    this.emitFile({type: 'asset', fileName: 'LICENSES.txt', source: texts.join('\n\n')});
  },
};

/** What every run loads sooner or later, beside what the command line has loaded before it knows its command. */
const EVERY_RUN = ['dist/bin/commands/run.js', 'dist/src/run/preflight.js', 'dist/src/run/run.js', 'node_modules/undici/lib/dispatcher/pool.js', 'node_modules/undici/lib/core/connect.js'];
const FIRST = ['dist/bin/mimcheck.js'];

/** Whether a module belongs to every run: in one file they are read in half the time that they take in forty. */
function oneForEveryRun(): (id: string, importsOf: (id: string) => readonly string[]) => boolean {
  let known: ReadonlySet<string> | undefined;
  return (id, importsOf) => {
    const reached = (from: readonly string[]): ReadonlySet<string> => {
      const seen = new Set(from.map((path) => join(import.meta.dirname, path)));
      for (const one of seen) for (const next of importsOf(one)) seen.add(next);
      return seen;
    };
    if (known === undefined) {
      const first = reached(FIRST);
      known = new Set([...reached(EVERY_RUN)].filter((one) => !first.has(one)));
    }
    return known.has(id);
  };
}
const belongsToEveryRun = oneForEveryRun();

export default defineConfig({
  input: {mimcheck: 'dist/bin/mimcheck.js'},
  platform: 'node',
  external: (id) => (/^[^./\0]/.test(id) && !INSIDE.test(id)) || builtinModules.includes(id),
  plugins: [plainWidth, licences],
  preserveEntrySignatures: 'allow-extension',
  checks: {ineffectiveDynamicImport: false},
  output: {
    dir: 'dist/packed', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js', cleanDir: true, comments: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{debugName: 'every-run', name: (id, chunks) => (belongsToEveryRun(id, (one) => chunks.getModuleInfo(one)?.importedIds ?? []) ? 'every-run' : null)}],
    },
  },
});
