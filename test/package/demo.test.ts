import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { courtCases, replayCase } from '../../src/analysis/index.ts'
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
/** The numbers at the end of the line that begins with a text. */
const numbersAfter = (lines: readonly string[], text: string): number[] => {
  const line = lines.find((each) => each.startsWith(text)) as string
  return (line.slice(text.length).match(/[\d,]*\d(\.\d+)?/g) ?? []).map((each) => Number(each.replaceAll(',', '')))
}

describe('npm run demo', () => {
  test('fits a terminal of eighty columns', () => {
    // Where a Chinese mark ends a line it may stand outside.
    const wide = printed.split('\n').filter((line) => columns(line) > (WIDE.test(line) ? 82 : 80))
    expect(wide).toEqual([])
  })

  test('answers first, in one sentence with the figures of the tables', () => {
    const answer = printed.trim().split('\n\n')[0]?.replaceAll('\n', ' ') as string
    const [, passed, points] = numbersAfter(section(1), 'cn-2024-11-01')
    for (const figure of [passed, points]) expect(answer).toContain((figure as number).toLocaleString('en-GB'))
    expect(answer.match(/\. |\.$/g)).toHaveLength(1)
    expect(answer).toContain('only binding and the date test at the window too stops every point')
  })

  test('sums every case under each rule set as the library replays it', () => {
    for (const id of SET_IDS.filter((each) => each === 'cn-2018-02-24' || each === 'as-reported')) {
      const all = courtCases.map((each) => replayCase(each, SETS[id]))
      const sum = (of: (each: (typeof all)[number]) => number): number => all.reduce((so, each) => so + of(each), 0)
      expect(numbersAfter(section(1), id).slice(0, 4)).toEqual([
        sum(({ asTheyWere }) => asTheyWere.passed),
        sum(({ asDeclared }) => asDeclared.passed),
        sum(({ asDeclared }) => asDeclared.pointsPassed),
        sum(({ falseStatements }) => falseStatements.total),
      ])
    }
    expect(SET_IDS.every((id) => section(1).some((line) => line.startsWith(id)))).toBe(true)
  })

  test('says of each change what it stops, and what is left', () => {
    const [, national] = numbersAfter(section(1), 'cn-2024-11-01')
    const changes = section(2).filter((line) => / {2,}[\d,]+ +[\d,]+ +[\d,]+$/.test(line))
    expect(changes).toHaveLength(7)
    for (const line of changes) {
      const [stopped, , left] = numbersAfter([line.slice(46)], '')
      expect((stopped as number) + (left as number)).toBe(national)
    }
  })

  test('orders the assumptions by how far the answer moves', () => {
    const moves = section(3).flatMap((line) => {
      const ends = /([\d.]+) % +([\d.]+) %$/.exec(line)
      return ends === null ? [] : [Math.abs(Number(ends[1]) - Number(ends[2]))]
    })
    expect(moves.length).toBeGreaterThan(5)
    // Printed with one decimal, neighbours may change places by as much.
    for (const [index, move] of moves.entries()) expect(move).toBeLessThanOrEqual((moves[index - 1] ?? 100) + 0.2)
  })

  test('tells of each case what is stated and what is assumed', () => {
    const lines = section(4)
    for (const { id, court } of courtCases) {
      const [acts, points] = numbersAfter(lines, `${id} `)
      const { acts: counted, points: summed } = replayCase(
        courtCases.find((each) => each.id === id) as (typeof courtCases)[number],
        SETS['as-reported'],
      )
      expect([acts, points], id).toEqual([counted, summed])
      expect(lines[lines.indexOf(id) + 1]?.startsWith(`  ${court.en}, `), id).toBe(true)
    }
    expect(lines.filter((line) => line.startsWith('  States: '))).toHaveLength(9)
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
