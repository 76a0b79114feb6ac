// What a vendor declares, in sentences.

import type {ReportedDeclaration} from '../report.ts';
import type {Say} from '../words.ts';

/** What the vendor declares, whatever the tests show; `about` names the case, where it is one. */
export function declaredWords(declaration: ReportedDeclaration, about: string, say: Say): readonly string[] {
  const {claim, statement, files, links, by, date, validUntil, expired} = declaration;
  const short = (digest: string): string => `${digest.slice(0, 'sha256:'.length + 12)}…`;
  const inBrackets = (parts: readonly (string | null)[]): string => (parts.every((part) => part === null) ? '' : ` (${parts.filter((part) => part !== null).join(', ')})`);
  return [
    `${say('labels.declaration')}${about === '' ? '' : ` ${about}`}${claim === 'meets' ? '' : ` (${say(`claim.${claim}`)})`}${say('labels.colon')} ${statement} (${by}, ${date}${validUntil === null ? '' : `, ${say('claim.until', {date: validUntil})}`})`,
    ...(expired ? [say('claim.expired', {date: validUntil ?? ''})] : []),
    ...files.map(({name, digest}) => say('claim.file', {name: `${name}${inBrackets([short(digest)])}`})),
    ...links.map(({url, digest, date: seen}) => say('claim.link', {url: `${url}${inBrackets([seen === null ? null : say('claim.asOf', {date: seen}), digest === null ? null : short(digest)])}`})),
  ];
}
