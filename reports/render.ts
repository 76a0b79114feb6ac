// The only door to Handlebars: an instance of its own, strict, without any helper but `each`, `if` and `with`. Templates are ours, data never is.

import {hash} from 'node:crypto';
import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import type * as Handlebars from 'handlebars';

export interface Rendering {
  /** Folder of the templates. */
  readonly folder: string;
  /** Name of the template, such as `report.html.hbs`. */
  readonly template: string;
  /** Markdown escapes for itself; HTML is escaped here. */
  readonly escape: boolean;
}

/** Where the build puts what templates come to: making it anew for every report takes longer than a report. */
const COMPILED = fileURLToPath(new URL('./compiled-templates.cjs', import.meta.url));
const require = createRequire(import.meta.url);

/** Renders a template; a field that the context lacks is an error, not an empty text. */
export async function render({folder, template, escape}: Rendering, context: unknown): Promise<string> {
  const source = await readFile(join(folder, template), 'utf8');
  // What was compiled counts only for the same text.
  const ready = await loadCompiled();
  const compiled = ready?.templates[keyOf(source, escape)];
  if (ready === null || compiled === undefined) {
    const {default: handlebars} = await import('handlebars');
    return handlebars.create().compile(source, optionsOf(escape))(context);
  }
  return ready.runtime.create().template(compiled)(context);
}

/** What the build made of the templates, and what runs it; null where nothing was built. */
export async function loadCompiled(): Promise<{readonly templates: Readonly<Record<string, TemplateSpecification>>; readonly runtime: typeof Handlebars} | null> {
  if (!existsSync(COMPILED)) return null;
  const {default: runtime} = (await import('handlebars/runtime.js')) as unknown as {default: typeof Handlebars};
  return {templates: require(COMPILED) as Readonly<Record<string, TemplateSpecification>>, runtime};
}

/** A function that renders templates given as text, such as the units of a tender; each is made ready once. Markdown escapes for itself. */
export async function textRenderer(): Promise<(source: string, context: unknown) => string> {
  const {default: handlebars} = await import('handlebars');
  const own = handlebars.create();
  const ready = new Map<string, (context: unknown) => string>();
  return (source, context) => {
    const template = ready.get(source) ?? own.compile(source, optionsOf(false));
    ready.set(source, template);
    return template(context);
  };
}

/** The CommonJS module that `render` looks for beside itself, made from templates. */
export async function compiledTemplates(templates: readonly {readonly source: string; readonly escape: boolean}[]): Promise<string> {
  const {default: handlebars} = await import('handlebars');
  const members = templates.map(({source, escape}) => `${JSON.stringify(keyOf(source, escape))}: ${String(handlebars.precompile(source, optionsOf(escape)))}`);
  return `module.exports = {\n${members.join(',\n')}\n};\n`;
}

function keyOf(source: string, escape: boolean): string {
  return hash('sha256', `${escape}\n${source}`, 'hex');
}

function optionsOf(escape: boolean) {
  return {strict: true, noEscape: !escape, knownHelpersOnly: true, knownHelpers: {each: true, if: true, with: true}};
}
