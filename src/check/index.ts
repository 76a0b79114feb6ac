// All kinds of expectations, by the word used in YAML.

import type {ExpectationKind} from '../model.ts';
import {path, query} from './asked.ts';
import {at} from './at.ts';
import type {Check} from './check.ts';
import {csv} from './csv.ts';
import {describedBy} from './described-by.ts';
import {description} from './description.ts';
import {headers} from './headers.ts';
import {exactly, json} from './json.ts';
import {jsonldEquals} from './jsonld-equals.ts';
import {links} from './links.ts';
import {method} from './method.ts';
import {schema} from './schema.ts';
import {status} from './status.ts';
import {text} from './text.ts';
import {xml} from './xml.ts';

export const CHECKS: Readonly<Record<ExpectationKind, Check>> = {
  status, method, path, query, headers, json, exactly, at, schema, 'described-by': describedBy, description, 'jsonld-equals': jsonldEquals, links, xml, csv, text,
};
