import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { pages, ROOT } from './snippets.ts'

interface Figure {
  readonly path: string
  readonly said: string
  readonly is: string
}
const {
  COMMITTED,
  figuresIn,
  withoutFigures,
}: {
  readonly COMMITTED: string
  readonly figuresIn: (markdown: string, stable: object) => readonly Figure[]
  readonly withoutFigures: (markdown: string) => string
} = await import(pathToFileURL(join(ROOT, 'test/verification.mjs')).href)
const { stable, run } = JSON.parse(readFileSync(COMMITTED, 'utf8'))
const textOf = (page: string): string => readFileSync(join(ROOT, page), 'utf8')

describe('figures in README and docs', () => {
  test('are those of docs/verification.json (npm run docs:verification)', () => {
    const figures = pages().flatMap((page) => figuresIn(textOf(page), stable).map((figure) => ({ page, ...figure })))
    expect(figures.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(1)
    expect(figures.length).toBeGreaterThan(10)
    expect(figures.filter(({ said, is }) => said !== is)).toEqual([])
  })

  test('that were not counted are not written on the page that says how far it is checked', () => {
    const section = textOf('docs/guides/verification.md')
    expect(section.length).toBeGreaterThan(500)
    expect(
      withoutFigures(section).match(/\d{2,}|\b(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b/gi),
    ).toBeNull()
  })

  test('that differ are seen', () => {
    const mark = (figure: string) => `all <!-- verification: table.rows -->${figure}<!-- / --> rows`
    expect(figuresIn(mark('1,234'), { table: { rows: 1234 } })).toEqual([
      { path: 'table.rows', said: '1,234', is: '1,234' },
    ])
    expect(figuresIn(mark('1,234'), { table: { rows: 1235 } })[0]?.is).toBe('1,235')
    expect(figuresIn(mark('1,234'), { table: {} })[0]?.is).toBe('nothing is at table.rows')
    expect(withoutFigures(mark('1,234'))).toBe('all  rows')
  })
})

describe('docs/verification.json', () => {
  test('is of a run in which nothing failed', () => {
    expect(run.failed).toBe(0)
    expect(run.passed).toBeGreaterThan(0)
    expect(stable.deep.worlds.differing + stable.deep.questions.unknown).toBe(0)
  })
})
