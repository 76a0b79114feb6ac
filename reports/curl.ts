// A request as one line for a shell. What was redacted becomes a variable that the reader sets.

import type {SentRequest} from '../src/model.ts';

/** Headers that curl makes itself. */
const OWN: readonly string[] = ['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding'];

/** The line that sends the same request again; `[secret NAME]` becomes `"$NAME"`. */
export function curlOf({method, url, headers, body, chunked}: SentRequest): string {
  const parts = ['curl', '-g', '-sS', '-i'];
  if (method === 'HEAD') parts.push('--head');
  else if (method !== 'GET' || body !== undefined) parts.push('-X', method);
  for (const [name, value] of headers) if (!OWN.includes(name.toLowerCase())) parts.push('-H', quote(`${name}: ${value}`));
  if (chunked === true) parts.push('-H', quote('Transfer-Encoding: chunked'));
  if (body !== undefined && body !== '') parts.push('--data-raw', quote(body));
  parts.push(quote(url));
  return parts.join(' ');
}

/** Single quotes keep everything as it is; only our own placeholders become variables, between double quotes. */
function quote(text: string): string {
  return text
    .split(/(\[(?:secret [\w.-]+|token)\])/)
    .filter((part) => part !== '')
    .map((part) => (/^\[(?:secret [\w.-]+|token)\]$/.test(part) ? `"$${variable(part)}"` : `'${part.replaceAll("'", `'\\''`)}'`))
    .join('');
}

function variable(placeholder: string): string {
  const name = placeholder.slice(1, -1).replace(/^secret /, '').toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_').replaceAll(/^_+|_+$/g, '');
  return /^[A-Z]/.test(name) ? name : `SECRET_${name}`;
}
