/** A seeded fault that no longer fits its source is put in nowhere, and finds nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error -- a list without types of its own
import { FAULTS } from '../faults/faults.mjs'
import { ROOT } from './snippets.ts'

interface Fault {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
}

test('every seeded fault fits in one place', () => {
  const faults = FAULTS as readonly Fault[]
  expect(faults.length).toBeGreaterThan(50)
  const placesOf = ({ file, from }: Fault) => readFileSync(join(ROOT, 'src', file), 'utf8').split(from).length - 1
  expect(faults.filter((fault) => placesOf(fault) !== 1).map(({ name }) => name)).toEqual([])
  expect(faults.filter(({ from, to }) => from === to)).toEqual([])
})
