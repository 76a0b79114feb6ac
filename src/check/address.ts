// Addresses that may be relative to the one that was asked.

/** Made absolute; as it stands where that cannot be. */
export function absolute(href: string, base: string): string {
  return URL.canParse(href, base) ? new URL(href, base).href : href;
}

/** The address that a Location leads to (RFC 9110, 10.2.2). One that is absolute stays as it is written. */
export function leadsTo(location: string, base: string): string {
  return URL.canParse(location) ? location : absolute(location, base);
}
