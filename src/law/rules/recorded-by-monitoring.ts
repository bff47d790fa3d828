import type { Recorder } from '../../values/violation.ts'
import { fact, is } from '../expression.ts'
import type { None } from '../parameters.ts'
import { type Rule, rule } from '../rule.ts'

/** The violation was recorded by monitoring equipment 交通技术监控, not by an officer on the spot (F1.26). */
export const recordedByMonitoring: Rule<'recorded-by-monitoring', None, Recorder, 'monitoring'> = /* @__PURE__ */ rule(
  'recorded-by-monitoring',
  {
    questions: ['handle'],
    holds: () => is(fact('recordedBy'), 'monitoring'),
  },
)
