/** A reader who hovers over a public name reads what it is. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const { ENTRY_NAMES, sourceOf }: { ENTRY_NAMES: readonly string[]; sourceOf(name: string): string } = await import(
  new URL('../support/entries.mjs', import.meta.url).href
)

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SRC = join(ROOT, 'src/')
const DECLARED = /^export (?:declare )?(?:interface|type|const|function|class) (\w+)/

test('every public name is declared with a summary', () => {
  const names = new Set(ENTRY_NAMES.flatMap((entry) => namesIn(readFileSync(join(ROOT, sourceOf(entry)), 'utf8'))))
  expect(names.size).toBeGreaterThan(250)
  const found = new Map<string, boolean>()
  for (const file of readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((each) => each.endsWith('.ts'))) {
    const lines = readFileSync(`${SRC}${file}`, 'utf8').split('\n')
    for (const [index, line] of lines.entries()) {
      const name = DECLARED.exec(line)?.[1]
      if (name === undefined || !names.has(name)) continue
      found.set(`${file}: ${name}`, isComment(lines, index - 1))
    }
  }
  expect(found.size).toBeGreaterThan(250)
  const untold = [...found].filter(([, told]) => !told).map(([where]) => where)
  expect(
    untold,
    'a public name wants a summary; an inner one that is called alike wants it too, or another name',
  ).toEqual([])
})

function namesIn(entry: string): string[] {
  const lists = [...entry.matchAll(/export (?:type )?\{([^}]*)\}/g)].flatMap(([, list]) => (list ?? '').split(','))
  return lists
    .map(
      (each) =>
        each
          .trim()
          .replace(/^type /, '')
          .split(' as ')[0] ?? '',
    )
    .filter((name) => name !== '')
}

/** Whether a doc comment ends on the line, or above notes to a linter. */
function isComment(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? ''
  return line.startsWith('//') ? isComment(lines, index - 1) : line.endsWith('*/')
}
