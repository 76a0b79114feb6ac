// Files in suites/profiles.

import {closed, list, oneOf, published, text} from '../../suite/format/words.ts';
import type {Schema} from '../../suite/format/words.ts';
import {PROCEDURES} from '../words.ts';
import {choices, leftOut, line, lots, modules, parameters, releases, scope} from './choice.ts';

/** JSON Schema of a profile. */
export const profileSchema: Schema = published('mimcheck profile of a tender', closed('A worked tender for one kind of need, in English.', {
  title: line('Its name.'),
  summary: line('One sentence for whoever chooses a profile.'),
  sources: list(text('Where it was drawn from.'), 'Real projects and public texts it was drawn from.'),
  object: text('What is procured.'),
  need: text('Why.'),
  releases, scope, lots, procedure: oneOf(PROCEDURES, 'Kind of procedure that the need supposes; absent: open.'),
  requirements: choices,
  parameters, modules, 'left-out': leftOut,
  acceptance: list(text('One thing to show.'), 'What has to be shown at acceptance.'),
  exit: list(text('One thing to hand over.'), 'What is handed over at the end.'),
  layers: list(closed('A layer, and the requirements that say what is asked of it.', {
    standard: line('The reference architecture that has the layer, with its version.'), name: line('Name of the layer.'), requirements: list(line('Id of a requirement of the profile.'), 'Requirements of the profile.'),
  }, ['standard', 'name', 'requirements']), 'Layers of a reference architecture, mapped to the requirements; printed in an annex.'),
}, ['title', 'summary', 'object', 'need', 'releases', 'scope', 'requirements', 'modules', 'acceptance', 'exit']), {});
