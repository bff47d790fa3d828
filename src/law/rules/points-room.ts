import { below, fact, is, plus } from '../expression.ts'
import { exempt, type Rule, rule } from '../rule.ts'

/** The parameter of `points-room`. */
export interface Room {
  /** The full score 满分: reaching it is too much. */
  readonly full: number
}

/** The violation's points and those the driver holds stay under the full score 记满分 (F1.27). */
export const pointsRoom: Rule<'points-room', Room, number, number> = /* @__PURE__ */ rule('points-room', {
  questions: ['handle'],
  parameters: { full: 'cap' },
  holds: ({ full }) => below(plus(fact('points'), fact('pointsHeld')), full),
  exempt: () => [exempt('no-points', is(fact('points'), 0))],
})
