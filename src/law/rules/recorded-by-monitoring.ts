import type { Recorder } from '../../values/violation.ts'
import { type None, none } from '../parameters.ts'
import type { Rule } from '../rule.ts'

/**
 * The violation was recorded by monitoring equipment 交通技术监控, not by an officer on the spot (F1.26).
 *
 *     recordedBy = monitoring
 */
export const recordedByMonitoring: Rule<'recorded-by-monitoring', None, Recorder, 'monitoring'> = {
  id: 'recorded-by-monitoring',
  questions: ['handle'],
  formula: 'recordedBy = monitoring',
  vehicles: 'all',
  needs: () => ['recordedBy'],
  supplied: (facts) => facts.recordedBy,
  relation: () => '=',
  limit: () => 'monitoring',
  fixedLimit: true,
  parameters: none,
}
