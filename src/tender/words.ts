// The closed lists of words in the files of a tender.

import type {Phase} from './clause-set.ts';

export const USES = ['gate', 'scored', 'information'] as const;
export const PHASES: readonly Phase[] = ['tender', 'award', 'acceptance', 'operation', 'exit'];
export const ATTESTATIONS = ['assertion', 'declaration-of-conformity', 'self-test', 'buyer-test', 'third-party', 'accredited'] as const;
export const ASSURANCES = ['E0', 'E1', 'E2', 'E3', 'E4', 'E5'] as const;
export const PLACEMENTS = ['specification', 'proof', 'award', 'contract', 'annex'] as const;
export const TIES = ['equal-rank', 'lower-price', 'draw'] as const;
export const PROCEDURES = ['open', 'restricted', 'negotiated', 'dialogue', 'innovation', 'adapted', 'framework'] as const;
export const ASSESSMENTS = ['done', 'not-needed', 'open'] as const;
export const LEGAL_CLASSES = [
  'european-standard', 'international-standard', 'technical-reference', 'common-technical-specification', 'national-standard', 'national-list', 'open-specification',
] as const;

/** Groups of clauses that a tender takes in or leaves out. */
export const MODULES = ['data', 'assets', 'exit', 'change', 'interfaces', 'security', 'accessibility', 'ai', 'open-source'] as const;
export type Module = (typeof MODULES)[number];

/** What holds of the solution, and decides which modules are needed. */
export const SCOPES = ['hosted', 'user-interface', 'personal-data', 'ai'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether the buyer has left this open: `[…]`. */
export const isOpen = (text: string): boolean => /^\[(…|\.\.\.|x|●)?\]$/i.test(text.trim());
