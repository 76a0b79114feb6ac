import {page} from '../answer/html.ts';
import {methodNotAllowed, problem} from '../answer/problem.ts';
import type {SandboxRequest, SandboxResponse} from '../types.ts';
import type {SecurityContext} from './context.ts';
import {account, login} from './login.ts';

const STYLE = `body { font: 1rem/1.5 system-ui, sans-serif; max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
body { color: #1a1a1a; background: #fff; }
a { color: #00509e; }
:focus-visible { outline: 3px solid #00509e; outline-offset: 2px; }
input, button { font: inherit; padding: 0.4rem 0.6rem; }
dt { font-weight: 600; }
`;

const FRONT = `<p>This is the reference platform of mimcheck: an invented city that offers its data by open standards.</p>
<h2>Interfaces</h2>
<ul>
<li><a href="/ogc?f=html">OGC API - Features</a></li>
<li><a href="/api/openapi.json">REST API, described in OpenAPI</a></li>
<li><a href="/.well-known/openid-configuration">OpenID Connect discovery</a></li>
</ul>
<h2>For people</h2>
<ul>
<li><a href="/login">Sign in</a></li>
<li><a href="/privacy">Privacy</a></li>
</ul>`;

const PRIVACY = `<p>The controller is the City of mimcheck, Town Hall, 1 Market Square. Its data protection officer is reached at
<a href="mailto:privacy@city.example">privacy@city.example</a>.</p>
<h2>What we process, and why</h2>
<p>When you read our pages we process your address for as long as the answer takes, and keep no record of it.
When you sign in we keep your user name and one session cookie until you close the browser; the legal basis is article 6(1)(e) of
Regulation (EU) 2016/679. We set no other cookie, use no trackers and load nothing from others. We give your data to nobody.</p>
<h2>Your rights</h2>
<p>You may ask us for access to your data, for their rectification or erasure, for restriction and for portability, and you may object.
You may complain to the supervisory authority.</p>
<p><a href="/">Front page</a></p>`;

// What is left on a server by who copies his whole working folder there.
const WORKSHOP: Readonly<Record<string, string>> = {
  '/.git/HEAD': 'ref: refs/heads/main\n',
  '/.git/config': '[core]\n\trepositoryformatversion = 0\n\tbare = false\n',
  '/.svn/wc.db': 'SQLite format 3\0',
  '/.env': 'DATABASE_HOST=db.city.example\nDATABASE_USER=platform\n',
};

/** The pages for people: front page, privacy, signing in. Over plain HTTP they lead to HTTPS. */
export function site(context: SecurityContext, request: SandboxRequest): SandboxResponse {
  const {broken} = context;
  const {path, method, secure} = request;
  if (path === '/style.css') return readOnly(request, STYLESHEET);
  if (secure && path.startsWith('/files/')) return readOnly(request, files(context, request));
  const left = broken('sec-workshop-files-served') ? WORKSHOP[path] : undefined;
  if (left !== undefined) return readOnly(request, {status: 200, headers: {'content-type': 'application/octet-stream'}, body: left});
  if (!['/', '/privacy', '/login', '/account'].includes(path)) return problem(request, 404, 'There is nothing here.');
  const open = path === '/' && broken('sec-http-redirect-missing');
  if (!secure && !open) return redirect(context, request);
  if (path === '/login') return login(context, request);
  if (path === '/account') return account(context, request);
  if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed(request, ['GET', 'HEAD']);
  if (path === '/privacy') return html(page('Privacy', PRIVACY));
  const front = html(page('City of mimcheck', FRONT));
  const tracking = `visitor=${context.settings.random()}; Path=/; Max-Age=63072000; Secure; HttpOnly; SameSite=Lax`;
  return broken('sec-tracking-cookie') ? {...front, headers: {...front.headers, 'set-cookie': tracking}} : front;
}

// A folder with one file in it, which does not say what it holds.
function files({broken}: SecurityContext, request: SandboxRequest): SandboxResponse {
  switch (request.path) {
    case '/files/': return broken('sec-directory-listing')
      ? html(page('Index of /files/', '<ul><li><a href="../">../</a></li><li><a href="terms.txt">terms.txt</a></li></ul>'))
      : problem(request, 403, 'This folder is not listed.');
    case '/files/terms.txt':
      return {status: 200, headers: {'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300'}, body: 'Use the data as you like.\n'};
    default: return problem(request, 404, 'There is nothing here.');
  }
}

// 308 keeps the method; it is permanent, so browsers remember (RFC 9110, 15.4.9).
function redirect({origins, broken}: SecurityContext, {url}: SandboxRequest): SandboxResponse {
  const origin = broken('sec-http-redirect-elsewhere') ? 'http://www.city.example' : origins.https;
  return {status: 308, headers: {location: `${origin}${url.pathname}${url.search}`, 'cache-control': 'no-cache'}};
}

const readOnly = (request: SandboxRequest, answer: SandboxResponse): SandboxResponse =>
  request.method === 'GET' || request.method === 'HEAD' ? answer : methodNotAllowed(request, ['GET', 'HEAD']);

const html = (body: string): SandboxResponse =>
  ({status: 200, headers: {'content-type': 'text/html; charset=utf-8', 'content-language': 'en', 'cache-control': 'no-cache'}, body});

const STYLESHEET: SandboxResponse = {
  status: 200,
  headers: {'content-type': 'text/css', 'cache-control': 'public, max-age=300'},
  body: STYLE,
};
