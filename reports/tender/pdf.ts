// A printed page: the same bytes for the same page, and where on paper its places stand.

/** Blanks out when it was printed; everything else that Chromium writes follows from the page. The length stays, so that all positions in the file still hold. */
export function steadyPdf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(Buffer.from(textOf(bytes).replaceAll(/\/(?:CreationDate|ModDate) \(D:[^)]*\)/g, (whole) => ' '.repeat(whole.length)), 'latin1'));
}

/** The number of the sheet on which each place that a link leads to stands, by its id; ISO 32000-1, 7.7.3 and 12.3.2.3. Chromium compresses none of the objects that are read here. */
export function sheetsOf(bytes: Uint8Array): ReadonlyMap<string, number> {
  const objects = new Map([...textOf(bytes).matchAll(/(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj/gs)].map(([, number = '', content = '']) => [number, content]));
  const root = [...objects.values()].find((content) => content.includes('/Type /Catalog')) ?? '';
  const [, pages = ''] = /\/Pages (\d+) 0 R/.exec(root) ?? [];
  const [, places = ''] = /\/Dests (\d+) 0 R/.exec(root) ?? [];
  const sheets = new Map(leavesOf(pages, objects).map((number, index) => [number, index + 1]));
  return new Map([...(objects.get(places) ?? '').matchAll(/\/([^\s/[]+) \[(\d+) 0 R/g)].flatMap(([, name = '', page = '']) => {
    const sheet = sheets.get(page);
    return sheet === undefined ? [] : [[name, sheet] as const];
  }));
}

function leavesOf(number: string, objects: ReadonlyMap<string, string>): readonly string[] {
  const [, kids] = /\/Kids \[([^\]]*)\]/.exec(objects.get(number) ?? '') ?? [];
  return kids === undefined ? [number] : [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid = '']) => leavesOf(kid, objects));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
