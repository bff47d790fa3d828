/**
 * Who handles the violations of one vehicle v that occurred on one day D, whichever they are. Where only bindings made before that
 * day count, they are among those who had v bound when the day began, and so no more than its cap.
 *
 * `b` is who has v bound, `since` from when, `s` who had it bound when D began, `h` who has handled such a violation
 * with points without owning v. Time goes from `now` to `at`, when the step is taken; `s` is what `b` is when D begins in between.
 */

import { asserted, atMost, thresholdsOf } from './caps.ts'
import { declarations, type Guard, not } from './formulas.ts'

const STATE = `
(declare-sort Driver 0)
(declare-const D Int)
(declare-const now Int)
(assert (<= now at))
(declare-fun owner (Driver) Bool)
(declare-fun b (Driver) Bool)
(declare-fun b2 (Driver) Bool)
(declare-fun since (Driver) Int)
(declare-fun since2 (Driver) Int)
(declare-fun s (Driver) Bool)
(declare-fun s2 (Driver) Bool)
(declare-fun h (Driver) Bool)
(declare-fun h2 (Driver) Bool)
(declare-const d Driver)
(assert (forall ((e Driver)) (= (s2 e) (ite (and (< (day now) D) (>= (day at) D)) (b e) (s e)))))`

const same = (of: string, sort: 'e' | '') => asserted(`(forall ((e Driver)) (= (${of}2 ${sort}) (${of} ${sort})))`)
const becomes = (of: string, formula: string) => asserted(`(forall ((e Driver)) (= (${of}2 e) ${formula}))`)
const unchanged = (...these: readonly string[]) => these.map((each) => same(each, 'e'))

/** Steps that touch v, or the driver d. */
export const STEPS = ['bind', 'end', 'end all', 'handle'] as const
export type Step = (typeof STEPS)[number]
export const INVARIANTS = [
  'bound at most',
  'so many began',
  'handled by those',
  'begun among those',
  'none too early',
] as const
export type Invariant = (typeof INVARIANTS)[number]

function invariant(which: Invariant, cap: number, after: boolean): string {
  const [b, since, s, h, now] = after ? ['b2', 'since2', 's2', 'h2', 'at'] : ['b', 'since', 's', 'h', 'now']
  const each = (formula: string) => `(forall ((e Driver)) ${formula})`
  return {
    'bound at most': atMost(cap, 'Driver', (e) => `(${b} ${e})`),
    'so many began': atMost(cap, 'Driver', (e) => `(${s} ${e})`),
    'handled by those': each(`(=> (${h} e) (${s} e))`),
    'begun among those': each(`(=> (and (>= (day ${now}) D) (${b} e) (< (day (${since} e)) D)) (${s} e))`),
    'none too early': each(`(=> (< (day ${now}) D) (not (${h} e)))`),
  }[which]
}

/** Has a model exactly when the step can break the invariant; without `broken`, when it can be taken. */
export function handlersScript(
  step: Step,
  cap: number,
  guards: { readonly bind: readonly Guard[]; readonly handle: readonly Guard[] },
  broken: Invariant | undefined,
  ...more: readonly string[]
): string {
  const steps: Readonly<Record<Step, readonly string[]>> = {
    bind: [
      ...guards.bind.map(({ formula }) => asserted(formula)),
      asserted('(= pairBound (b d))'),
      ...thresholdsOf(guards.bind, 'vehicleBindings').map(({ t }) =>
        asserted(`(=> (<= vehicleBindings ${t}) ${atMost(t, 'Driver', (e) => `(b ${e})`)})`),
      ),
      becomes('b', '(or (b e) (= e d))'),
      becomes('since', '(ite (= e d) at (since e))'),
      ...unchanged('h'),
    ],
    // A release, or a cancelled licence.
    end: [becomes('b', '(and (b e) (not (= e d)))'), ...unchanged('since', 'h')],
    // A transfer of v.
    'end all': [becomes('b', 'false'), ...unchanged('since', 'h')],
    handle: [
      ...guards.handle.map(({ formula }) => asserted(formula)),
      asserted('(= (= driver vehicleOwner) (owner d))'),
      asserted('(= boundSince.null (not (b d)))'),
      asserted('(=> (b d) (= boundSince (since d)))'),
      ...unchanged('b', 'since'),
      becomes('h', '(or (h e) (and (= e d) (not (owner e)) (> points 0) (= (day occurredAt) D)))'),
    ],
  }
  return [
    declarations(),
    STATE,
    ...INVARIANTS.map((each) => asserted(invariant(each, cap, false))),
    ...steps[step],
    ...more.map(asserted),
    ...(broken === undefined ? [] : [asserted(not(invariant(broken, cap, true)))]),
  ].join('\n')
}
