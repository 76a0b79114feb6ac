// Errors as clauses 5.5.2, 5.5.3, 6.3.2 and 6.3.3 have them: a type, a title, a detail, a status.

const STATUS = {
  AlreadyExists: 409,
  BadRequestData: 400,
  Conflict: 409,
  InternalError: 500,
  InvalidRequest: 400,
  LdContextNotAvailable: 504,
  NoMultiTenantSupport: 501,
  NonexistentTenant: 404,
  OperationNotSupported: 422,
  ResourceNotFound: 404,
  TooComplexQuery: 403,
  TooManyResults: 403,
} as const;

const TITLES: Readonly<Record<ErrorType, string>> = {
  AlreadyExists: 'Already exists',
  BadRequestData: 'Bad request data',
  Conflict: 'Conflict',
  InternalError: 'Internal error',
  InvalidRequest: 'Invalid request',
  LdContextNotAvailable: 'JSON-LD context not available',
  NoMultiTenantSupport: 'No multi-tenant support',
  NonexistentTenant: 'Tenant does not exist',
  OperationNotSupported: 'Operation not supported',
  ResourceNotFound: 'Resource not found',
  TooComplexQuery: 'Query too complex',
  TooManyResults: 'Too many results',
};

export type ErrorType = keyof typeof STATUS;

export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
}

/** Thrown anywhere below the part's handler, which turns it into an answer. */
export class Problem extends Error {
  readonly kind: ErrorType;
  readonly status: number;
  readonly title: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(kind: ErrorType, detail: string, special: {status?: number; title?: string; headers?: Record<string, string>} = {}) {
    super(detail);
    this.kind = kind;
    this.status = special.status ?? STATUS[kind];
    this.title = special.title ?? TITLES[kind];
    this.headers = special.headers ?? {};
  }
}

/** An error that answers a status and nothing else, such as 415 (clause 6.3.4). */
export class BareStatus extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`status ${status}`);
    this.status = status;
  }
}

/** The body of an error, as clause 5.5.3 wants it. */
export function problemDetails(problem: Problem): ProblemDetails {
  return {
    type: `https://uri.etsi.org/ngsi-ld/errors/${problem.kind}`,
    title: problem.title,
    detail: problem.message,
    status: problem.status,
  };
}

/** Short for the commonest of them. */
export function badData(detail: string): Problem {
  return new Problem('BadRequestData', detail);
}
