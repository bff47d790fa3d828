import type { Fen } from '../../values/fen.ts'
import { atMost, fact } from '../expression.ts'
import { type Rule, rule } from '../rule.ts'

export interface FineLimit {
  /** In fen. */
  readonly limit: Fen
}

/** The single fine is at most `limit`, that sum included 单笔罚款上限 (F1.25, F3.4). */
export const fineLimit: Rule<'fine-limit', FineLimit, Fen, Fen> = /* @__PURE__ */ rule('fine-limit', {
  questions: ['handle'],
  parameters: { limit: 'fen' },
  holds: ({ limit }) => atMost(fact('fine'), limit),
})
