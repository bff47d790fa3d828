import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { courtCases, newsArticle, type Ranged, replayCase, type TotalRange } from '../../src/analysis/index.ts'
import { ROOT } from '../docs/snippets.ts'
import { SET_IDS, SETS } from '../oracle/sets.ts'

let printed = ''
beforeAll(() => {
  printed = execFileSync(process.execPath, [join(ROOT, 'docs/demo/demo.mjs')], { encoding: 'utf8' })
})

const WIDE = /[\u2E80-\u9FFF\uFF00-\uFFEF“”《》]/u
const columns = (line: string): number => [...line].reduce((sum, each) => sum + (WIDE.test(each) ? 2 : 1), 0)
/** The lines of a section, by the number in its heading. */
const section = (number: number): string[] => {
  const lines = printed.split('\n')
  const from = lines.findIndex((line) => line.startsWith(`${number}. `))
  const until = lines.findIndex((line) => line.startsWith(`${number + 1}. `))
  return lines.slice(from, until < 0 ? undefined : until)
}
/** A number as it is printed, with its range. */
const told = ({ reading, lowest, highest }: Pick<Ranged, 'reading' | 'lowest' | 'highest'>): string => {
  const [low, high, read] = [lowest, highest, reading].map((each) => each.toLocaleString('en-GB'))
  return lowest === highest ? `${read}` : `${low} to ${high} (${read})`
}

describe('npm run demo', () => {
  test('fits a terminal of eighty columns', () => {
    // Where a Chinese mark ends a line it may stand outside.
    const wide = printed.split('\n').filter((line) => columns(line) > (WIDE.test(line) ? 82 : 80))
    expect(wide).toEqual([])
  })

  test('answers first, by each channel, with the figures of the tables and their ranges', () => {
    const answer = printed.trim().split('\n\n')[0]?.replaceAll('\n', ' ') as string
    const { window, app, web } = newsArticle.ranges['cn-2024-11-01'] as Record<'window' | 'app' | 'web', TotalRange>
    for (const figure of [window.passed, window.acts, app.passed, web.passed, web.acts])
      expect(answer).toContain(told(figure))
    expect(answer).toContain(
      'As far as a search over what the article leaves open found, at a window where an official lies',
    )
    expect(answer).toContain(
      'court cases pass under the rule of 2024 (of 9, leshan-cloud-platform tells of no act, and one of acts by the web alone)',
    )
    // No change stops every point at a window, whatever is assumed.
    expect(answer).toContain('none stops every point')
  })

  test('has each rule set with the sums of its cases, and that of today by the app too', () => {
    for (const id of SET_IDS) {
      const [passed, points, refused] = section(1).filter((line) => line.startsWith(`${id} `))
      const { window, web } = newsArticle.ranges[id] as Record<'window' | 'web', TotalRange>
      for (const total of [window, web]) {
        expect(passed, id).toContain(told(total.passed))
        expect(points, id).toContain(told(total.pointsPassed))
        expect(refused, id).toContain(told(total.refused))
      }
    }
    const { app } = newsArticle.ranges['cn-2024-11-01'] as Record<'app', TotalRange>
    const byApp = section(1).filter((line) => line.startsWith('cn-2024-11-01, by the app'))
    expect(byApp.map((line) => line.slice(28).trim())).toEqual([
      told(app.passed),
      told(app.pointsPassed),
      told(app.refused),
    ])
    const readings = courtCases.slice(0, 2).map((each) => [each, replayCase(each, SETS['cn-2018-02-24'])] as const)
    for (const [{ ranges }, { asDeclared }] of readings)
      expect(ranges['cn-2018-02-24']?.window?.passed.reading).toBe(asDeclared.passed)
  })

  test('says of each change what still passes', () => {
    const lines = section(2)
    expect(lines.filter((line) => / acts$/.test(line)).length).toBe(9)
    for (const line of lines.filter((each) => / acts$/.test(each)))
      expect(line).toMatch(/[\d,]+ to [\d,]+ \([\d,]+\) acts$/)
    expect(lines.some((line) => line.startsWith('binding and the date test at the window too'))).toBe(true)
  })

  test('says of each case which assumptions make the ends', () => {
    const lines = section(3)
    for (const { id, ranges } of courtCases) {
      const passed = ranges['cn-2024-11-01']?.window?.passed
      if (passed === undefined) continue
      const at = lines.findIndex((line) => line.startsWith(`${id} `))
      expect(lines[at]).toContain(told(passed))
      if (passed.lowest < passed.highest) expect(lines[at + 1]).toMatch(/^ {4}fewest: /)
    }
  })

  test('tells of each case what is stated, derived and assumed, and why', () => {
    const lines = section(4)
    for (const { id, court } of courtCases) {
      const { acts } = replayCase(
        courtCases.find((each) => each.id === id) as (typeof courtCases)[number],
        SETS['as-reported'],
      )
      const row = lines.find((line) => line.startsWith(`${id} `))
      if (acts > 0) expect(row, id).toMatch(new RegExp(`(?:^|[ (])${acts.toLocaleString('en-GB')}\\)?$`))
      expect(lines[lines.indexOf(id) + 1]?.startsWith(`  ${court.en}, `), id).toBe(true)
    }
    expect(lines.filter((line) => line.startsWith('  States: '))).toHaveLength(9)
    expect(lines.filter((line) => line.startsWith('  Derived: '))).toHaveLength(8)
    expect(lines.filter((line) => line.startsWith('Assumed unless a case says otherwise: '))).toHaveLength(1)
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
})
