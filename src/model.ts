// The shared nouns, one sentence a field. Plain readonly data: each can be saved as JSON, read back and compared. Imports nothing.

export type Json = string | number | boolean | null | readonly Json[] | {readonly [key: string]: Json};
export type JsonObject = {readonly [key: string]: Json};

/** `file:line:column`, the file relative to the suites folder. */
export type Place = string;

/** How binding a clause or requirement is, as we read it: SHALL, SHOULD, MAY. */
export type Level = 'must' | 'should' | 'may';

/** A release of the MIMs. */
export type Release = '2022' | '9.0';
export const RELEASES: readonly Release[] = ['9.0', '2022'];

// ───────────────────────────── mechanisms ─────────────────────────────

/** A technical way to meet requirements, with the words in which a vendor claims it. `suites/mechanisms.yaml`. */
export interface Mechanism {
  /** The key of its endpoint in a target file, such as `ngsi-ld`. */
  readonly id: string;
  readonly title: string;
  /** The standard its cases are written from, unless a case names another. */
  readonly standard: Standard;
  /** Optional features a vendor may leave out of the claim, with what each means. */
  readonly features: Readonly<Record<string, string>>;
  /** What a target file may tell about its endpoint, used in cases as `{{ target.NAME }}`. */
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** Something only the vendor knows, such as a protected path; a case that uses one that is not given is blocked. */
export interface Parameter {
  readonly title: string;
  readonly example?: Json;
  /** A part of every endpoint of this kind has it, so a case may rely on this value when the target says nothing. */
  readonly default?: Json;
}

export interface Standard {
  /** As cited: `ETSI GS CIM 009`. */
  readonly id: string;
  readonly version: string;
  readonly url: string;
}

// ───────────────────────────── requirements ─────────────────────────────

/** What a MIM demands, in our own words, with the ways it can be shown. */
export interface Requirement {
  /** Permanent: `MIM7-9.0-R4.1`. */
  readonly id: string;
  readonly release: Release;
  /** 0 to 10, numbered as in its release. */
  readonly mim: number;
  readonly mimTitle: string;
  /** As numbered in the source: `R4.1`. */
  readonly number: string;
  /** Short name for tables and headings of clauses; at most 70 characters. */
  readonly title: string;
  readonly capability: string;
  /** The keyword as the source writes it: `SHALL`, `shall`, `should`, `none`. */
  readonly keyword: string;
  readonly level: Level;
  /** Why we read the level so, where the source is loose. */
  readonly reading?: string;
  /** Plain wording of our own. */
  readonly text: string;
  /** When it binds, where it does not always: without the claim it is not applicable. */
  readonly condition?: string;
  readonly source: Source;
  readonly aliases: readonly Alias[];
  readonly routes: readonly Route[];
  /** Why nobody can test it, where there is no route. */
  readonly untestable?: string;
  /** The means of proof that a buyer can ask for. */
  readonly proof: readonly Proof[];
  /** What a solution of another kind would have to show: outcomes that can be tested, without naming a mechanism. */
  readonly equivalence: readonly string[];
  /** The project's own, where OASC has published none; never counts as MIM conformity. */
  readonly provisional?: boolean;
  /** What a provisional requirement rests on. */
  readonly baselines?: readonly Baseline[];
  readonly at: Place;
}

export interface Source {
  readonly title: string;
  readonly url: string;
  /** Commit or date of the text that was read. */
  readonly version: string;
  readonly clause?: string;
}

/** Something published that a requirement of the project's own rests on. */
export type Baseline = Pick<Source, 'title' | 'url' | 'version'>;

/** A means of proof: a run of this tool, a report of an accredited body, the maker's own file, a statement, somebody who looks, a showing. */
export type Proof = 'harness-run' | 'accredited-report' | 'technical-dossier' | 'declaration' | 'inspection' | 'demonstration';
export const PROOFS: readonly Proof[] = ['harness-run', 'accredited-report', 'technical-dossier', 'declaration', 'inspection', 'demonstration'];

export interface Alias {
  readonly release: string;
  readonly id: string;
}

/** One way to show that a requirement is met; any one suffices. */
export type Route =
  | {
      readonly kind: 'cases';
      readonly mechanism: string;
      /** Case ids, or patterns ending in `*`. */
      readonly cases: readonly string[];
      /** What they cannot see, as a question: without its answer among the declarations they show nothing, with it no more than attested. */
      readonly besides?: string;
    }
  | {readonly kind: 'inspection'; readonly question: string}
  | {readonly kind: 'declaration'; readonly question: string}
  | {readonly kind: 'planned'; readonly mechanism: string; readonly reason: string};

// ───────────────────────────── European building blocks ─────────────────────────────

export type FrameworkKind = 'law' | 'framework' | 'specification';
export const FRAMEWORK_KINDS: readonly FrameworkKind[] = ['law', 'framework', 'specification'];

/** A European law, framework or specification that bears on requirements. `suites/frameworks.yaml`. */
export interface Framework {
  /** `inspire`. */
  readonly id: string;
  readonly title: string;
  readonly kind: FrameworkKind;
  /** As cited: the number of the act, or the version. */
  readonly reference: string;
  readonly url: string;
  /** The first day on which it applies; of a directive, by when it had to be transposed. ISO 8601 date; null: not known. */
  readonly validFrom: string | null;
  /** The last day on which it applies; null: no end is known. */
  readonly validTo: string | null;
  /** When somebody last looked that it is as said here; null: nobody has. */
  readonly checkedOn: string | null;
  /** The state of the text that was read for it. */
  readonly version?: string;
  /** What to know of its state. */
  readonly note?: string;
  /** The id of the one it implements or belongs to. */
  readonly under?: string;
  readonly bearings: readonly Bearing[];
  readonly at: Place;
}

/** Where a framework bears on requirements, and how. */
export interface Bearing {
  /** Article or recommendation. */
  readonly clause: string;
  /** Ids of requirements. */
  readonly requirements: readonly string[];
  /** One plain sentence, true for each of them. */
  readonly how: string;
  /** When somebody last read that clause; null: nobody has, and it stands here by common knowledge. */
  readonly checkedOn: string | null;
}

/** Requirements on which none of the frameworks bears, as somebody found who looked. */
export interface NoFramework {
  /** Ids of requirements. */
  readonly requirements: readonly string[];
  /** Why not: whole sentences, true for each of them. */
  readonly why: string;
}

// ───────────────────────────── suites and cases ─────────────────────────────

/** A file of cases. */
export interface Suite {
  readonly id: string;
  readonly title: string;
  readonly mechanism: string;
  /** From the folder it lies in. */
  readonly mim: number;
  /** Path relative to the suites folder, with `/`. */
  readonly file: string;
  /** `sha256:…` of the file's bytes and of the files it refers to. */
  readonly digest: string;
  /** Of its cases, in their order. Most suites are only looked through for who is in them, and their cases need not be read for that. */
  readonly caseIds: readonly string[];
  readonly cases: readonly Case[];
  /** Parts of answers at which no case looks, and why; absent: none is explained. */
  readonly unjudged?: readonly Unjudged[];
}

/** What may change in the answers of some operations without any case noticing, because no clause binds it. */
export interface Unjudged {
  /** As the mutation report names them, `GET /collections/{}`; `*` stands for anything. */
  readonly operations: readonly string[];
  /** Kinds of change, as it names them: `header-* link`, `item-duplicate`; `*` stands for anything. */
  readonly changes: readonly string[];
  readonly clauses: readonly Clause[];
  readonly why: string;
  readonly at: Place;
}

/** A conformance test of a mechanism against clauses of its standard; a row of `for-each` is a case of its own. */
export interface Case {
  /** Permanent: `NGSILD-ENT-01`, a row `NGSILD-ENT-01[no-type]`. */
  readonly id: string;
  readonly title: string;
  readonly why?: string;
  readonly suite: string;
  readonly mechanism: string;
  readonly mim: number;
  readonly clauses: readonly Clause[];
  /** First version of the standard that demands it; absent: every version. */
  readonly since?: string;
  readonly level: Level;
  /** Tests of other suites that this one subsumes, by suite: `{etsi: ['001_01_01']}`. */
  readonly crossRefs: Readonly<Record<string, readonly string[]>>;
  /** Features of the mechanism that must be claimed. */
  readonly needs: readonly string[];
  readonly timeoutMs: number;
  /** Runs alone, because it changes state others see. */
  readonly exclusive: boolean;
  readonly variables: JsonObject;
  /** The row of `for-each`, or null. */
  readonly row: JsonObject | null;
  readonly listeners: Readonly<Record<string, Listener>>;
  readonly steps: readonly Step[];
  readonly at: Place;
}

export interface Clause {
  readonly document: string;
  readonly version: string;
  readonly clause: string;
  readonly url?: string;
}

/** An address the runner opens for one case; `{{ listeners.NAME.url }}`. */
export interface Listener {
  /** What it answers: the first whose `when` the call meets; otherwise those without `when`, in turn, and the last one stays. */
  readonly replies: readonly Reply[];
}

export interface Reply {
  /** Only for calls that meet all of these. */
  readonly when?: readonly Expectation[];
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A JSON body, with variables. */
  readonly json?: Json;
  readonly body?: string;
  /** Waits so long before it answers. */
  readonly afterMs: number;
}

export type Step = RequestStep | AwaitStep | QuietStep | AskStep | TlsStep | BrowserStep;

interface StepBase {
  /** A name other steps can point at. */
  readonly id?: string;
  readonly name: string;
  /** Only prepares: what is not met here blocks the case and never fails it. */
  readonly setup: boolean;
  readonly expect: readonly Expectation[];
  readonly capture: Readonly<Record<string, Capture>>;
  readonly at: Place;
}

export interface RequestStep extends StepBase {
  readonly kind: 'request';
  readonly method: string;
  /** `/path` below the endpoint, or a URI reference that is one variable. May hold variables. */
  readonly path: string;
  /** A null takes a header away that the runner or the target would send. */
  readonly headers: Readonly<Record<string, string | null>>;
  readonly query: JsonObject;
  /** At most one of `json`, `body`, `form`. */
  readonly json?: Json;
  readonly body?: string;
  readonly form?: JsonObject;
  /** Whose credentials: absent the endpoint's own, `nobody`, or a name under `auth` in the target. */
  readonly as?: string;
  /** Follows redirects of the same origin (at most 5); otherwise a redirect is the answer. */
  readonly followRedirects: boolean;
  readonly eventually?: {readonly withinMs: number; readonly everyMs: number; readonly giveUpOn: readonly number[]};
  readonly consistently?: {readonly forMs: number; readonly everyMs: number};
  readonly undo?: Undo;
}

/** What takes back what a request created. */
export interface Undo {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | null>>;
  /** Statuses that count as undone besides 2xx, 404 and 410. */
  readonly accept: readonly number[];
}

export interface AwaitStep extends StepBase {
  readonly kind: 'await';
  readonly listener: string;
  /** Only what arrives after this step was sent; absent: since the case began. */
  readonly since?: string;
  readonly withinMs: number;
  readonly count: {readonly min: number; readonly max: number | null};
}

export interface QuietStep extends StepBase {
  readonly kind: 'quiet';
  readonly listener: string;
  readonly since?: string;
  readonly forMs: number;
}

export interface AskStep extends StepBase {
  readonly kind: 'ask';
  readonly question: string;
  readonly evidence: readonly ('link' | 'file' | 'text')[];
}

/** Looks at the endpoint's TLS; what it saw is a JSON document that expectations are held against. */
export interface TlsStep extends StepBase {
  readonly kind: 'tls';
  readonly probe: 'handshake' | 'versions' | 'ciphers';
}

/** Loads a page in a clean browser; what it saw is a JSON document that expectations are held against. */
export interface BrowserStep extends StepBase {
  readonly kind: 'browser';
  /** As in a request. */
  readonly path: string;
  readonly observe: readonly ('requests' | 'cookies' | 'storage' | 'dom' | 'axe')[];
}

export type ExpectationKind =
  | 'status' | 'method' | 'path' | 'query' | 'headers' | 'json' | 'exactly' | 'at' | 'schema' | 'described-by' | 'description' | 'jsonld-equals' | 'links' | 'xml' | 'csv' | 'text';

/** One thing an answer must be. */
export interface Expectation {
  readonly kind: ExpectationKind;
  /** As written, variables unresolved. For `schema`: the JSON Schema itself. */
  readonly options: Json;
  readonly at: Place;
  /** Place of each value inside the options, by JSON pointer, as `line:column`; the file is that of `at`. */
  readonly places: Readonly<Record<string, string>>;
}

/**
 * A value taken from an answer, for later steps. A link and a Location are absolute addresses; cookies are as a browser sends them back; a field is one of a form in
 * an HTML page; a status is there where it is one of those that are named. Of an optional one that is not there the case asks nothing; `otherwise`
 * stands for one that is not there.
 */
export type Capture = ({readonly from: 'header'; readonly name: string; /** Of an address in the field: the value of this parameter of its query. */ readonly parameter?: string} | {readonly from: 'link'; readonly rel: string} | {readonly from: 'json'; readonly path: string} | {readonly from: 'cookies'} | {readonly from: 'field'; readonly name: string} | {readonly from: 'status'; readonly among: readonly number[]})
  & {readonly secret: boolean; readonly optional?: boolean; readonly otherwise?: string};

/** Everything in the suites folder. */
export interface Library {
  readonly mechanisms: readonly Mechanism[];
  readonly requirements: readonly Requirement[];
  readonly suites: readonly Suite[];
  readonly frameworks: readonly Framework[];
  /** Every requirement stands here, or some framework bears on it. */
  readonly noFramework: readonly NoFramework[];
}

// ───────────────────────────── target and plan ─────────────────────────────

/** What stands for a version or a vendor that nobody named, as when the target is a URL. */
export const UNKNOWN = 'unknown';

/** Those of the names that are known. */
export function knownOf(names: readonly string[]): readonly string[] {
  return names.filter((name) => name !== UNKNOWN);
}

/** What is tested, as the vendor describes it; secrets are references until the moment of use. */
export interface Target {
  readonly product: string;
  readonly version: string;
  readonly vendor: string;
  readonly contact?: string;
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly auth: Readonly<Record<string, Auth>>;
  /** Features not claimed, by mechanism. */
  readonly without: Readonly<Record<string, readonly string[]>>;
  /** What the vendor declares where no endpoint can show it, by requirement or case id; from `evidence.yaml`. */
  readonly declarations: Readonly<Record<string, Declaration>>;
  readonly tls: TlsSettings;
  readonly proxy?: ProxySettings;
  readonly callback: CallbackSettings;
  readonly limits: Limits;
}

/** A proxy that every request goes through. */
export interface ProxySettings {
  readonly url: string;
  /** Where it asks who one is, by HTTP Basic (RFC 9110, 11.7). */
  readonly auth?: {readonly user: string; readonly password: SecretOr<string>};
}

export interface Endpoint {
  /** Absolute, without a trailing slash. */
  readonly url: string;
  /** Version of the standard that is claimed; absent: the newest the suite knows. */
  readonly version?: string;
  /** A name under `auth`. */
  readonly auth?: string;
  readonly headers: Readonly<Record<string, SecretOr<string>>>;
  readonly parameters: JsonObject;
}

/** Either the thing itself or where to find it: an environment variable or a file. */
export type SecretOr<T> = T | {readonly env: string} | {readonly file: string};

export type Auth =
  | {readonly kind: 'bearer'; readonly token: SecretOr<string>}
  | {readonly kind: 'api-key'; readonly header: string; readonly value: SecretOr<string>}
  | {readonly kind: 'basic'; readonly user: string; readonly password: SecretOr<string>}
  | {
      readonly kind: 'oauth2';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: SecretOr<string>;
      readonly scope?: string;
      readonly audience?: string;
    }
  /** What a person who signs in sends: goes to this address only, whatever a suite asks for. */
  | {
      readonly kind: 'form';
      readonly url: string;
      readonly fields: Readonly<Record<string, string>>;
      readonly secrets: Readonly<Record<string, SecretOr<string>>>;
    };

export interface TlsSettings {
  /** Path of a PEM file with the authorities to trust besides the usual, or what such a file holds. */
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: SecretOr<string>;
  /** False only by the user's explicit word; printed at the head of the report. */
  readonly verify: boolean;
}

export interface CallbackSettings {
  /** `host:port`; port 0 takes a free one. */
  readonly listen: string;
  /** How the platform reaches the listener; null: as it listens. */
  readonly publicUrl: string | null;
}

/** Cases and connections at a time at most, wherever they are given: what asks harder is no test of what a platform does but of what it bears. */
export const MOST_AT_A_TIME = 64;

export interface Limits {
  /** Null: no limit. */
  readonly requestsPerSecond: number | null;
  /** Cases at a time. */
  readonly concurrency: number;
  readonly connections: number;
  readonly requestTimeoutMs: number;
  readonly runTimeoutMs: number;
  /** How long the platform needs until what is written shows everywhere, and is given after each write; absent: no time at all. */
  readonly settleMs?: number;
}

/** What the vendor says where no endpoint can show it. `evidence.yaml` beside the target. */
export interface Declaration {
  /** Absent: meets. */
  readonly claim?: 'meets' | 'by-equivalence' | 'does-not';
  readonly statement: string;
  /** Where what proves it can be read. Never fetched. */
  readonly links?: readonly DeclaredLink[];
  /** Beside the file, by path relative to it. They are hashed and handed on, and never opened. */
  readonly files?: readonly DeclaredFile[];
  readonly by: string;
  /** As 2026-11-01; the last day on which it holds likewise. */
  readonly date: string;
  readonly validUntil?: string;
}

export interface DeclaredLink {
  readonly url: string;
  /** Of what could be read there, so that a later change shows. */
  readonly digest?: string;
  /** When it was there as it is meant, as 2026-11-01. */
  readonly date?: string;
}

export interface DeclaredFile {
  readonly name: string;
  readonly bytes: number;
  readonly digest: string;
}

/** What the user asked for on the command line. */
export interface Selection {
  readonly releases: readonly Release[];
  /** Null: every MIM that a claimed endpoint speaks for. */
  readonly mims: readonly number[] | null;
  readonly suites: readonly string[] | null;
  readonly cases: readonly string[] | null;
  readonly readOnly: boolean;
}

/** What will be asked, in which order, and what is left out and why. */
export interface Plan {
  readonly seed: string;
  readonly selection: Selection;
  readonly suites: readonly {readonly id: string; readonly file: string; readonly digest: string}[];
  readonly mechanisms: readonly Mechanism[];
  /** In scope and out of it, in the order of the files. */
  readonly requirements: readonly PlannedRequirement[];
  /** To be run. */
  readonly cases: readonly Case[];
  readonly leftOut: readonly LeftOut[];
  /** `sha256:…` over all of the above. */
  readonly digest: string;
}

/** A requirement with its routes' patterns resolved to case ids. */
export interface PlannedRequirement extends Requirement {
  /** False: the target claims no endpoint for its MIM, and the user did not ask for it. */
  readonly inScope: boolean;
}

/** A case that will not run, with the verdict that follows. */
export interface LeftOut {
  readonly case: Case;
  readonly verdict: 'not-applicable' | 'blocked' | 'not-run';
  readonly reason: Reason;
}

/** A reason as data; words live in `reports`. */
export interface Reason {
  readonly code: ReasonCode;
  readonly values: Readonly<Record<string, string>>;
}

export type ReasonCode =
  | 'endpoint-not-claimed' | 'feature-not-claimed' | 'newer-than-claimed' | 'part-absent' | 'parameter-missing' | 'filtered'
  | 'read-only' | 'callback-unreachable' | 'aborted' | 'run-timeout' | 'case-timeout' | 'nothing-compared'
  | 'setup-not-met' | 'declared-unmet' | 'declaration-expired' | 'no-answer' | 'not-answered' | 'recording-incomplete' | 'browser-missing' | 'harness';

// ───────────────────────────── journal ─────────────────────────────

/** A header as it came over the wire. */
export type HeaderField = readonly [name: string, value: string];

/** What was sent and what came back, or did not. */
export interface Exchange {
  readonly request: SentRequest;
  /** Milliseconds since the run began. */
  readonly at: number;
  readonly tookMs: number;
  readonly outcome: Answer | Silence;
}

export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderField[];
  readonly body?: string;
  /** True: the body is sent in pieces, without a Content-Length. */
  readonly chunked?: true;
}

/** An HTTP answer, or an observation of a probe dressed as one. */
export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly httpVersion: string;
  readonly headers: readonly HeaderField[];
  /** The body as text; bytes that are no UTF-8 are replaced, and a fact says so. */
  readonly body: string;
  /** Length in bytes after decompression, before any cap. */
  readonly bytes: number;
  readonly facts: readonly Fact[];
}

/** Nothing that could be judged: no fault of the vendor's is proven, nor of ours. */
export interface Silence {
  readonly kind: 'silence';
  readonly reason: SilenceReason;
  readonly detail: string;
}

export type SilenceReason =
  | 'refused' | 'dns' | 'timeout' | 'tls' | 'reset' | 'early-close' | 'malformed' | 'header-cap' | 'redirect-limit'
  | 'other-origin' | 'auth' | 'aborted' | 'browser'
  /** An undo that was not sent: nothing shows that what it would remove is the run's. */
  | 'not-ours';

/** What was odd about an answer's transport; a body with one of these is never taken at its word. */
export type Fact =
  | 'body-over-cap' | 'decompressed-over-cap' | 'unknown-encoding' | 'unsupported-encoding' | 'broken-encoding' | 'invalid-utf8' | 'redirect-not-followed';

/** Something that arrived at a listener. */
export interface Arrival {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: readonly HeaderField[];
  readonly body: string;
  readonly facts: readonly Fact[];
}

/** The lines of a journal, in the order in which they are written. */
export type JournalLine =
  | JournalHeader
  | {readonly kind: 'requirement'; readonly requirement: PlannedRequirement}
  | {readonly kind: 'planned'; readonly case: Case}
  | {readonly kind: 'left-out'; readonly leftOut: LeftOut}
  | {readonly kind: 'resumed'; readonly at: string}
  | {readonly kind: 'callback'; readonly reachable: boolean; readonly detail: string}
  | CaseStart
  | StepLine
  | CaseEnd
  | {readonly kind: 'undo'; readonly case: string; readonly step: number; readonly exchange: Exchange; readonly undone: boolean}
  /** A secret that was kept out of what follows: a salted digest of it, so that who has it can show later what it was. */
  | {readonly kind: 'commitment'; readonly name: string; readonly digest: string}
  | JournalFooter;

export interface JournalHeader {
  readonly kind: 'header';
  readonly format: 'mimcheck-journal/1';
  readonly tool: {readonly name: string; readonly version: string};
  readonly node: string;
  readonly platform: string;
  /** ISO 8601 UTC. */
  readonly started: string;
  readonly seed: string;
  readonly runId: string;
  readonly planDigest: string;
  readonly selection: Selection;
  readonly suites: Plan['suites'];
  readonly mechanisms: readonly Mechanism[];
  /** Redacted. */
  readonly target: Target;
  /** Under which address listeners were given to the platform; null: none was opened. */
  readonly callbackUrl: string | null;
  /** The buyer's challenge that the run answers, and which attempt it is, from 1. */
  readonly challenge?: {readonly digest: string; readonly attempt: number};
}

export interface CaseStart {
  readonly kind: 'case-start';
  readonly case: string;
  /** Milliseconds since the run began. */
  readonly at: number;
  /** The clock at that moment, ISO 8601 UTC; `{{ time.now }}`. */
  readonly clock: string;
}

/** One step done, with every attempt. */
export interface StepLine {
  readonly kind: 'step';
  readonly case: string;
  readonly step: number;
  readonly at: number;
  /** Requests and probes: every attempt. */
  readonly exchanges: readonly Exchange[];
  /** Await and quiet: what arrived in the window. */
  readonly arrivals: readonly Arrival[];
}

export interface CaseEnd {
  readonly kind: 'case-end';
  readonly case: string;
  readonly at: number;
  readonly ended: 'completed' | 'stopped' | 'timeout' | 'aborted' | 'harness';
  /** For `harness`: what broke, for our own eyes. */
  readonly detail?: string;
}

export interface JournalFooter {
  readonly kind: 'footer';
  readonly ended: 'completed' | 'interrupted' | 'run-timeout';
  readonly at: string;
  readonly tookMs: number;
  readonly exchanges: number;
  /** What undo could not take back, as requests that would. */
  readonly leftovers: readonly Leftover[];
}

/** A request that would remove something; with `kept`, only somebody who has looked should send it. */
export interface Leftover extends SentRequest {
  /**
   * Why it was not touched: the platform says that it lies elsewhere than below where it was created; what lies there does not bear the
   * mark of the run; nobody could look; or nobody knows where it lies, and the request shows where it was asked for.
   */
  readonly kept?: 'elsewhere' | 'unmarked' | 'unseen' | 'unnamed';
}

/** A journal as read back. */
export interface Journal {
  readonly header: JournalHeader;
  readonly requirements: readonly PlannedRequirement[];
  readonly cases: readonly Case[];
  readonly leftOut: readonly LeftOut[];
  readonly callback: {readonly reachable: boolean; readonly detail: string} | null;
  /** By case id. A case begun twice (resumed) keeps its last run. */
  readonly records: Readonly<Record<string, CaseRecord>>;
  /** Null: the run was cut off. */
  readonly footer: JournalFooter | null;
}

export interface CaseRecord {
  readonly start: CaseStart;
  readonly steps: readonly StepLine[];
  readonly end: CaseEnd | null;
  readonly undos: readonly {readonly step: number; readonly exchange: Exchange; readonly undone: boolean}[];
}

// ───────────────────────────── verdicts and score ─────────────────────────────

/** Of a case; from best to worst as roll-ups see it. */
export type Outcome =
  | 'passed' | 'attested' | 'warning' | 'not-applicable' | 'not-run' | 'untested' | 'blocked' | 'error' | 'failed';

/** One thing that is not as it must be, or that could not be looked at. No prose: words live in `reports`. */
export interface Finding {
  readonly code: FindingCode;
  /** Whose: the vendor's is a failure, silence and harness never are. */
  readonly blame: Blame;
  /** Number of the step, from 0. */
  readonly step: number;
  /** Place in the suite. */
  readonly at: Place;
  /** Where in the answer: a JSON pointer, `header NAME`, `status`. */
  readonly where: string;
  readonly expected: Json;
  readonly actual: Json;
}

/** Whose fault: only the vendor's is ever a failure. */
export type Blame = 'vendor' | 'silence' | 'harness';

export type FindingCode =
  | 'status-unexpected' | 'method-unexpected' | 'header-missing' | 'header-unexpected' | 'header-forbidden'
  | 'value-unexpected' | 'type-unexpected' | 'value-missing' | 'value-forbidden' | 'length-unexpected' | 'item-not-found'
  | 'item-extra' | 'member-extra' | 'pattern-unmatched' | 'format-invalid' | 'out-of-range' | 'box-not-met' | 'rings-reversed' | 'none-matched' | 'not-negated'
  | 'path-selects-nothing' | 'schema-violated' | 'schema-unusable' | 'not-described' | 'reference-broken' | 'body-not-csv' | 'jsonld-different' | 'jsonld-context-unknown' | 'jsonld-invalid' | 'link-missing'
  | 'text-unexpected' | 'body-not-json' | 'body-not-xml' | 'body-missing' | 'body-duplicate-key' | 'body-too-deep' | 'body-number-imprecise'
  | 'body-invalid-utf8' | 'body-over-cap' | 'body-encoding' | 'notification-missing' | 'notification-surplus' | 'notification-unwanted'
  | 'capture-missing' | 'part-absent' | 'no-answer' | 'withheld' | 'suite-error';

/** What the names in `{{ … }}` stand for at one moment of a case: dotted names to values. */
export type Scope = Readonly<Record<string, Json>>;

/** What there is to hold a step's expectations against. */
export interface Seen {
  readonly exchanges: readonly Exchange[];
  readonly arrivals: readonly Arrival[];
}

/** What holding them against it came to. A step without findings is met. */
export interface Ruling {
  readonly findings: readonly Finding[];
  readonly compared: number;
  readonly captures: Readonly<Record<string, Json>>;
}

/** Holds one step against what was seen: the judge's way, and the runner's while it polls. Pure. */
export type RuleStep = (step: Step, index: number, seen: Seen, scope: Scope) => Promise<Ruling>;

export interface Verdict {
  readonly case: string;
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
  /** Why it is what it is, where no finding says so. */
  readonly reason?: Reason;
  /** How many comparisons were made. */
  readonly compared: number;
  /** Step at which the case ended early, from 0. */
  readonly stoppedAt?: number;
}

export interface RequirementVerdict {
  readonly id: string;
  readonly outcome: Outcome;
  /** Which of its routes decided; null where none spoke. */
  readonly route: number | null;
  /** Ids of the cases on that route which have the outcome. */
  readonly because: readonly string[];
  /** What each route came to, in the order of the requirement. */
  readonly routes: readonly RouteVerdict[];
}

/** What one route of a requirement came to. */
export interface RouteVerdict {
  readonly outcome: Outcome;
  /** Ids of the cases that have the outcome. */
  readonly cases: readonly string[];
  /** Ids of the cases that only recommend and were not judged: they leave nothing open. */
  readonly unjudged: readonly string[];
}

export type ProfileVerdict = 'conformant' | 'conformant-as-declared' | 'not-conformant' | 'undecided';

/** Assurance of the evidence: E0 declared, E1 run by the vendor … `docs` explain the ladder. */
export type Assurance = 'E0' | 'E1' | 'E2' | 'E3' | 'E4' | 'E5';

/** A pure function of verdicts and requirements. */
export interface Score {
  readonly scoreVersion: 3;
  readonly profile: {
    /** What was asked, by release: whatever names the profile is made of it. */
    readonly scope: readonly {readonly release: Release; readonly mims: readonly number[]}[];
    readonly releases: readonly Release[];
    readonly mims: readonly number[];
    readonly verdict: ProfileVerdict;
    /** Requirement ids that decided the verdict. */
    readonly because: readonly string[];
  };
  readonly mandatory: {readonly met: number; readonly applicable: number};
  /** Recommended requirements met: at least (unknown = unmet) and at most (unknown = met). */
  readonly recommended: {readonly low: number; readonly high: number; readonly applicable: number};
  /** Requirements in scope; of those with an automated route; of those judged in this run. */
  readonly coverage: {readonly requirements: number; readonly automated: number; readonly judged: number};
  readonly assurance: Assurance;
  readonly requirements: readonly RequirementVerdict[];
  readonly cases: Readonly<Record<Outcome, number>>;
}
