// Text as XML 1.0 can hold it.

import {visible} from './visible.ts';

/** XML allows neither most control characters nor lone surrogates, not even escaped. */
export function escapeXml(text: string): string {
  return visible(text).replaceAll(/\p{Surrogate}/gu, '\ufffd').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** As the value of an attribute in double quotes. */
export function escapeAttribute(text: string): string {
  return escapeXml(text).replaceAll('"', '&quot;').replaceAll(/[\t\r\n]+/g, ' ');
}
