import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
// @ts-expect-error -- a list without types of its own
import { FAULTS } from './faults.mjs'

interface Fault {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
}
const faults: readonly Fault[] = FAULTS

describe('seeded faults', () => {
  test('there are at least thirty, each named once', () => {
    expect(faults.length).toBeGreaterThanOrEqual(30)
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length)
  })

  test.each(faults)('can still be put in: $name', ({ file, from, to }) => {
    const source = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')
    expect(source.split(from).length - 1).toBe(1)
    expect(to).not.toBe(from)
  })

  test('the result on record speaks of these faults, and none was missed', () => {
    const result = readFileSync(new URL('./results.md', import.meta.url), 'utf8')
    for (const { name, file } of faults) expect(result).toContain(`| ${name} | \`src/${file}\` | `)
    expect(result).toContain(`${faults.length} faults, ${faults.length} turned the suite red, 0 did not.`)
  })
})
