import { below, fact } from '../expression.ts'
import type { Cap } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** A driver with `limit` full-score studies 满分学习 in one scoring period handles nothing for others (F1.30). */
export const repeatFullScore: Rule<'repeat-full-score', Cap, number, number> = /* @__PURE__ */ rule(
  'repeat-full-score',
  {
    questions: ['handle'],
    vehicles: 'others',
    parameters: { limit: 'cap' },
    holds: ({ limit }) => below(fact('fullScoreStudies'), limit),
  },
)
