/** That the prover cannot be taken to have proved what it has not: only two answers are answers. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProver, type Prover } from './z3.ts'

let prover: Prover
beforeAll(async () => {
  prover = await openProver()
})
afterAll(() => prover.end())

/** Nobody has decided it by search: three cubes that make 114. */
const HARD = `(declare-const x Int) (declare-const y Int) (declare-const z Int)
(assert (= (+ (* x x x) (* y y y) (* z z z)) 114))`

test('a formula with a model and one without', async () => {
  expect(await prover.check('a number', '(declare-const x Int) (assert (= x 3))')).toMatchObject({
    answer: 'sat',
    model: expect.stringMatching(/x.*3/s),
  })
  expect((await prover.check('no number', '(declare-const x Int) (assert (< x x))')).answer).toBe('unsat')
})

test('what takes too many steps is an error, not a proof', async () => {
  await expect(prover.check('three cubes', HARD, 100_000)).rejects.toThrow(/^three cubes: canceled/)
})

test('what cannot be read, and what asserts nothing, is an error', async () => {
  await expect(prover.check('a typing mistake', '(assert (= x 3))')).rejects.toThrow(/^a typing mistake: /)
  await expect(prover.check('empty', '(declare-const x Int)')).rejects.toThrow('empty: nothing is asserted')
})
