/** A seeded fault that has no seat in the sources is put in nowhere, and finds nothing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error -- lists without types of their own
import { FAULTS } from '../faults/faults.mjs'
// @ts-expect-error -- as above
import { seatsOf, sourcesIn, tokensOf } from '../faults/seat.mjs'
import { ROOT } from './snippets.ts'

interface Fault {
  readonly name: string
  readonly from: string
  readonly to: string
  readonly and?: readonly Fault[]
}

test('every seeded fault has one seat in the syntax of src: when its code goes, seat it anew (test/faults)', () => {
  const faults = FAULTS as readonly Fault[]
  expect(faults.length).toBeGreaterThan(75)
  expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  const sources = sourcesIn(ROOT)
  const placesOf = (fault: Fault) => [fault, ...(fault.and ?? [])].map((edit) => seatsOf(edit, sources).length)
  expect(faults.flatMap((fault) => (placesOf(fault).every((each) => each === 1) ? [] : [fault.name]))).toEqual([])
  expect(faults.filter(({ from, to }) => from === to)).toEqual([])
})

test('every mutant that is known to survive is one of a line that stands (test/mutation/survivors.json)', () => {
  const survivors: readonly { readonly file: string; readonly line: string }[] = JSON.parse(
    readFileSync(join(ROOT, 'test/mutation/survivors.json'), 'utf8'),
  )
  expect(survivors.length).toBeGreaterThan(50)
  const stands = ({ file, line }: (typeof survivors)[number]) =>
    existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file), 'utf8').includes(line)
  expect(survivors.filter((each) => !stands(each))).toEqual([])
})

test('how a fault is written does not matter, where it stands does', () => {
  const text = 'const one = { a: f(\'x\', [1,\n 2,],) }\nconst two = () => `${f("x", [1, 2])} b`'
  const sources = [{ file: 'a.ts', text, tokens: tokensOf(text) }]
  const from = 'f("x", [1, 2])'
  expect(seatsOf({ from, to: '' }, sources)).toHaveLength(2)
  expect(seatsOf({ from, to: '', in: 'two' }, sources)).toEqual([
    { file: 'a.ts', at: text.lastIndexOf('f('), end: text.lastIndexOf('}') },
  ])
  expect(seatsOf({ from: "f('x', [1])", to: '' }, sources)).toEqual([])
})
