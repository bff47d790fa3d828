/** Imports point down only and in no circle: the linter holds it. Broken on purpose in a copy, it is reported. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const { vcs: _, ...config } = JSON.parse(readFileSync(join(ROOT, '.biome.json'), 'utf8'))

/** What the linter says of a copy with these files. */
function said(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'demerit-layers-'))
  try {
    for (const [name, text] of Object.entries({
      ...files,
      'biome.json': JSON.stringify({ ...config, $schema: undefined }),
    })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    const biome = join(ROOT, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
    const { stdout, stderr } = spawnSync(process.execPath, [biome, 'lint', '.', '--max-diagnostics=50'], {
      cwd: folder,
      encoding: 'utf8',
    })
    return `${stdout}${stderr}`
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const UP = [
  ['src/input/one.ts', '../values/below.ts'],
  ['src/values/one.ts', '../law/below.ts'],
  ['src/values/two.ts', '../typed/below.ts'],
  ['src/registry/one.ts', '../typed/below.ts'],
  ['src/typed/one.ts', '../law/below.ts'],
  ['src/law/rule-sets/one.ts', '../../decision/below.ts'],
  ['src/decision/one.ts', '../registry/below.ts'],
  ['src/decision/two.ts', '../advice/below.ts'],
  ['src/advice/one.ts', '../explain/below.ts'],
  ['src/registry/commands/one.ts', '../../explain/below.ts'],
  ['src/registry/two.ts', '../store/below.ts'],
  ['src/store/one.ts', '../explain/below.ts'],
  ['src/explain/one.ts', '../analysis/below.ts'],
  ['src/form/one.ts', '../sql/below.ts'],
  ['src/sql/one.ts', '../postgres/below.ts'],
] as const
const DOWN = [
  ['src/law/down.ts', '../values/below.ts'],
  ['src/store/down.ts', '../registry/below.ts'],
  ['src/postgres/down.ts', '../tables/below.ts'],
  ['src/sql/down.ts', '../tables/below.ts'],
  ['src/cli/down.ts', '../sql/below.ts'],
] as const

describe('imports', () => {
  let all: string
  beforeAll(() => {
    all = said(
      Object.fromEntries([...UP, ...DOWN].map(([file, from]) => [file, `export type { Below } from '${from}'\n`])),
    )
  })
  const refusal = (file: string) => new RegExp(`^${file}:\\d+:\\d+ lint/style/noRestrictedImports`, 'm')

  test.each(UP)('%s may not import %s', (file) => expect(all).toMatch(refusal(file)))
  test.each(DOWN)('%s may import %s', (file) => expect(all).not.toMatch(refusal(file)))
})

test('no file imports one that imports it, not even a type', () => {
  const cycle = {
    'src/law/one.ts': "import type { Three } from './three.ts'\n\nexport type One = Three\n",
    'src/law/two.ts': "export type { One } from './one.ts'\n",
    'src/law/three.ts': "import type { One } from './two.ts'\n\nexport type Three = One | 3\n",
  }
  expect(said(cycle)).toContain('lint/suspicious/noImportCycles')
  expect(said({ ...cycle, 'src/law/one.ts': 'export type One = 1\n' })).not.toContain('noImportCycles')
})

test('every folder of src has a place in the order', () => {
  const folders = readdirSync(join(ROOT, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const placed = config.overrides.flatMap(({ includes }: { includes: string[] }) => includes)
  expect(folders.map(({ name }) => `src/${name}/**`).filter((glob) => !placed.includes(glob))).toEqual([])
})

/** The linter sees no types that are imported within a line. */
const WITHIN_A_LINE = /\bimport\(\s*['"]\./

test('no type is imported where the linter does not look', () => {
  expect("export type Up = import('../values/below.ts').Below").toMatch(WITHIN_A_LINE)
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((name) => WITHIN_A_LINE.test(readFileSync(join(ROOT, 'src', name), 'utf8')))).toEqual([])
})

/** What reads the clock or the zone of the host: getters of local time, and times without an offset. */
const LOCAL =
  /\.(?:get|set)(?:Date|Day|FullYear|Hours|Minutes|Month|Seconds|Milliseconds|TimezoneOffset)\(|\.toLocale(?:Date|Time)?String\(|\bnew Date\(\)|\bDate\.now\(|\bDate\.parse\((?!instant\)|String\(instant\)|`[^`]*(?:Z|\$\{offset\})`\))/

test('no file of src reads the zone of the host', () => {
  const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.m?ts$|\.mjs$/.test(name),
  )
  const found = files.flatMap((name) => {
    const lines = readFileSync(join(ROOT, 'src', name), 'utf8').split('\n')
    return lines.flatMap((line, index) =>
      LOCAL.test(line) && !/^\s*(?:\*|\/\/)/.test(line) ? [`${name}:${index + 1} ${line.trim()}`] : [],
    )
  })
  expect(found).toEqual([])
})

// biome-ignore lint/suspicious/noTemplateCurlyInString: code that is looked at.
test.each(['at.getHours()', 'Date.parse(day)', 'new Date()', 'Date.parse(`${day}T00:00:00`)', 'at.toLocaleString()'])(
  '%s is seen',
  (code) => {
    expect(LOCAL.test(code)).toBe(true)
  },
)
