// The only door to Handlebars: an instance of its own, strict, without any helper but `each`, `if` and `with`. Templates are ours, data never is.

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';

export interface Rendering {
  /** Folder of the templates. */
  readonly folder: string;
  /** Name of the template, such as `report.html.hbs`. */
  readonly template: string;
  /** Names of partials in the folder `partials`, without their ending. */
  readonly partials: readonly string[];
  /** Markdown escapes for itself; HTML is escaped here. */
  readonly escape: boolean;
}

/** Renders a template; a field that the context lacks is an error, not an empty text. */
export async function render({folder, template, partials, escape}: Rendering, context: unknown): Promise<string> {
  const {default: handlebars} = await import('handlebars');
  const instance = handlebars.create();
  const options = {strict: true, noEscape: !escape, knownHelpersOnly: true, knownHelpers: {each: true, if: true, with: true}};
  for (const name of partials) {
    const source = await readFile(join(folder, 'partials', `${name}.hbs`), 'utf8');
    instance.registerPartial(name, instance.compile(source, options));
  }
  return instance.compile(await readFile(join(folder, template), 'utf8'), options)(context);
}
