import { type Fen, readFen } from '../../values/fen.ts'
import type { Rule } from '../rule.ts'

export interface FineLimit {
  /** In fen. */
  readonly limit: Fen
}

/**
 * The single fine is at most so much, that sum included 单笔罚款上限 (F1.25, F3.4).
 *
 *     fine ≤ limit
 */
export const fineLimit: Rule<'fine-limit', FineLimit, Fen, Fen> = {
  id: 'fine-limit',
  questions: ['handle'],
  formula: 'fine ≤ limit',
  vehicles: 'all',
  needs: () => ['fine'],
  supplied: (facts) => facts.fine,
  relation: () => '≤',
  limit: (_, { limit }) => limit,
  fixedLimit: true,
  parameters: { limit: readFen },
}
