// What the vendor declares where no endpoint can show it: a file beside the target.

import {closed, formed, list, mapOf, oneOf, published, ref, text} from './words.ts';
import type {Schema} from './words.ts';

const date = (description: string): Schema => ({type: 'string', format: 'date', description});

/** JSON Schema of evidence.yaml. */
export const evidenceSchema: Schema = published('mimcheck evidence', closed('What the vendor declares where no endpoint can show it.', {
  evidence: mapOf(ref('declaration'), 'By id of the requirement or case.'),
}, ['evidence']), {
  declaration: closed('What is declared of one requirement.', {
    claim: oneOf(['meets', 'by-equivalence', 'does-not'], 'Whether the product meets it, meets it in another way, or does not; the statement says how.'),
    statement: text('The statement, in whole sentences.'),
    files: list(formed('^(?:[A-Za-z0-9_][A-Za-z0-9_.@+=,()-]*/)*[A-Za-z0-9_][A-Za-z0-9_.@+=,()-]*$', 'a file lies beside this one or in a folder there, and its name is of letters, digits and _ . @ + = , ( ) -', 'Path of a file, relative to this one.'), 'What proves it. Files are hashed and handed on, never opened.'),
    links: list(ref('link'), 'Where what proves it can be read. Links are handed on and never fetched.'),
    by: text('Who declares it.'),
    date: date('When, as 2026-11-01.'),
    'valid-until': date('The last day on which it holds.'),
  }, ['claim', 'statement', 'by', 'date']),
  link: closed('A page or document elsewhere.', {
    url: formed('^https?://[^\\s/]+[^\\s]*$', 'a link begins with https:// or http://', 'Its address.'),
    digest: formed('^sha256:[0-9a-f]{64}$', 'a digest is sha256: and 64 hexadecimal digits', 'SHA-256 of what can be read there, so that a later change shows.'),
    date: date('When it was there as it is meant, as 2026-11-01.'),
  }, ['url']),
});
