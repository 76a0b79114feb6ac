// A requirement as chosen in a profile or a tender.

import type {Assurance, Attestation, AskedEvidence, Phase, Use} from '../clause-set.ts';

/** A choice; what is absent is taken from the profile, or else by default. */
export interface Choice {
  readonly id: string;
  readonly use: Use;
  readonly lots?: readonly string[];
  readonly weight?: number;
  readonly why?: string;
  readonly proportionality?: string;
  readonly appliesAt?: readonly Phase[];
  readonly assurance?: Assurance;
  readonly evidence?: readonly AskedEvidence[];
  /** Ids of standards that count as further ways to meet it. */
  readonly accepts?: readonly string[];
  readonly envelope?: 'formula' | 'judgement';
  readonly scale?: readonly {readonly value: number; readonly label: string}[];
}

/** A choice as it is written in YAML, for which the schema vouches. */
export type RawChoice = Omit<Choice, 'appliesAt' | 'evidence'> & {
  readonly 'applies-at'?: readonly Phase[];
  readonly evidence?: readonly {readonly type: AskedEvidence['type']; readonly attestation?: Attestation; readonly 'max-age-days'?: number}[];
};

/** Who stands behind a proof of a kind, where nobody says otherwise. */
const USUAL: Readonly<Record<AskedEvidence['type'], Attestation>> = {
  'harness-run': 'self-test', 'accredited-report': 'accredited', 'technical-dossier': 'assertion', declaration: 'declaration-of-conformity', inspection: 'buyer-test', demonstration: 'buyer-test',
};

/** A means of proof with who usually stands behind it. */
export function asked(type: AskedEvidence['type'], attestation: Attestation = USUAL[type], maxAgeDays: number | null = null): AskedEvidence {
  return {type, attestation, maxAgeDays};
}

/** The choice that a file holds. */
export function toChoice({'applies-at': appliesAt, evidence, ...rest}: RawChoice): Choice {
  return {
    ...rest,
    ...(appliesAt === undefined ? {} : {appliesAt}),
    ...(evidence === undefined ? {} : {evidence: evidence.map((one) => asked(one.type, one.attestation, one['max-age-days']))}),
  };
}
