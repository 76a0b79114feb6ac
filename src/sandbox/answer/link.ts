/** A link as OGC API - Features writes it into documents and RFC 8288 into headers. */
export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
}

/** One value of a `Link` header (RFC 8288, 3). */
export function linkHeader(link: Link): string {
  const parameters = [`rel="${link.rel}"`, ...(link.type === undefined ? [] : [`type="${link.type.replaceAll('"', '\\"')}"`])];
  return `<${link.href}>; ${parameters.join('; ')}`;
}

/** The URL with some query parameters set, or taken away where undefined. */
export function withQuery(url: URL, change: Readonly<Record<string, string | undefined>>): string {
  const copy = new URL(url);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) copy.searchParams.delete(name);
    else copy.searchParams.set(name, value);
  }
  return copy.href;
}
