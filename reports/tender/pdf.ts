// A printed page, the same bytes for the same page.

/** Blanks out when it was printed; everything else that Chromium writes follows from the page. The length stays, so that all positions in the file still hold. */
export function steadyPdf(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1');
  return new Uint8Array(Buffer.from(text.replaceAll(/\/(?:CreationDate|ModDate) \(D:[^)]*\)/g, (whole) => ' '.repeat(whole.length)), 'latin1'));
}
