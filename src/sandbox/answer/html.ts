/** Text made safe to stand in HTML. */
export const escape = (text: string): string => text
  .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

/** A whole page: language, title, landmark, and nothing from other hosts. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<main>
<h1>${escape(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Any JSON value as nested lists, URLs as links. */
export function render(value: unknown): string {
  if (Array.isArray(value)) return `<ul>${value.map((item) => `<li>${render(item)}</li>`).join('\n')}</ul>`;
  if (typeof value === 'object' && value !== null) {
    const rows = Object.entries(value).map(([name, item]) => `<dt>${escape(name)}</dt><dd>${render(item)}</dd>`);
    return `<dl>${rows.join('\n')}</dl>`;
  }
  const text = escape(String(value));
  return typeof value === 'string' && /^https?:\/\//.test(value) ? `<a href="${text}">${text}</a>` : text;
}
