import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../docs/snippets.ts'

let printed = ''
beforeAll(() => {
  printed = execFileSync(process.execPath, [join(ROOT, 'docs/demo/demo.mjs')], { encoding: 'utf8' })
}, 120_000)

const WIDE = /[\u2E80-\u9FFF\uFF00-\uFFEF“”《》]/u
const columns = (line: string): number => [...line].reduce((sum, each) => sum + (WIDE.test(each) ? 2 : 1), 0)

describe('npm run demo', () => {
  test('fits a terminal of eighty columns', () => {
    const wide = printed.split('\n').filter((line) => columns(line) > 82)
    expect(wide).toEqual([])
    const ascii = printed.split('\n').filter((line) => !WIDE.test(line) && line.length > 80)
    expect(ascii).toEqual([])
  })

  test('the eight edges of the dossier come out as it says, under three readings of "since"', () => {
    // regulation.md, section 6: day included, instant, day excluded.
    const dossier = [
      'yes no no',
      'yes yes no',
      'no no no',
      'yes no no',
      'yes yes yes',
      'no no no',
      'yes yes yes',
      'no no no',
    ]
    const lines = printed.split('\n')
    const first = lines.findIndex((line) => line.startsWith('10 Sept 09:00'))
    const rows = lines
      .slice(first, first + 8)
      .map((line) =>
        [line.slice(28, 45), line.slice(45, 62), line.slice(62)].map((cell) => cell.trim().split(' ')[0]).join(' '),
      )
    expect(rows).toEqual(dossier)
  })

  test('every court case has its number of acts, under every rule set', () => {
    const { cases } = JSON.parse(readFileSync(join(ROOT, 'docs/demo/cases.json'), 'utf8')) as {
      cases: readonly { readonly id: string; readonly violations: number }[]
    }
    expect(cases).toHaveLength(9)
    for (const { id, violations } of cases) {
      const from = printed.indexOf(`\n${id} (`)
      expect(from, id).toBeGreaterThan(0)
      const block = printed.slice(from + 1).split('\n\n')[0] as string
      const rows = block.split('\n').filter((line) => /^ {2}(cn|chengdu|as|plan)-/.test(line))
      expect(rows, id).toHaveLength(violations === 0 ? 0 : 8)
      const acts = violations.toLocaleString('en-GB')
      for (const row of rows) expect(row.slice(20).trim().split(/\s+/)[0], row).toBe(acts)
    }
  })

  test('the strict reading refuses every act whatever is declared, and later sets let most through at a window', () => {
    const total = (set: string): number[] => {
      const row = printed
        .slice(printed.indexOf('All cases together'))
        .split('\n')
        .find((line) => line.trim().startsWith(set)) as string
      return (row.match(/[\d,]+(?= |$)/g) as string[]).slice(-4).map((text) => Number(text.replaceAll(',', '')))
    }
    const [acts, , declared, statements] = total('as-reported') as [number, number, number, number]
    expect(declared).toBe(acts)
    expect(statements).toBe(0)
    const [, , later, told] = total('cn-2024-11-01') as [number, number, number, number]
    expect(later).toBeLessThan(acts / 10)
    expect(told).toBeGreaterThan(acts)
  })
})
