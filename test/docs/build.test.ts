import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
// @ts-expect-error -- JavaScript, with its types in comments
import { isBuilt } from '../support/build.mjs'

const folder = mkdtempSync(join(tmpdir(), 'demerit-build-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(path: string, time: number, text = ''): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  utimesSync(join(folder, path), time, time)
}

beforeEach(() => {
  const entry = { types: './dist/index.d.ts', default: './dist/index.js' }
  write(
    'package.json',
    1,
    JSON.stringify({ bin: 'dist/cli.js', exports: { '.': entry, './data.json': './dist/data.json' } }),
  )
  write('tsup.config.ts', 1, "import { writeData } from './docs/data.mjs'")
  write('docs/data.mjs', 1, "import { rows } from './rows.mjs'")
  for (const path of ['docs/rows.mjs', 'src/index.ts']) write(path, 1)
  utimesSync(join(folder, 'src'), 1, 1)
  for (const path of ['cli.js', 'index.d.ts', 'index.js', 'data.json']) write(`dist/${path}`, 2)
})

test('a build that is whole and newer than what it is made of is not made again', () => {
  expect(isBuilt(folder, true)).toBe(true)
})

test.each(['cli.js', 'index.d.ts', 'index.js', 'data.json'])('without dist/%s it is', (path) => {
  rmSync(join(folder, 'dist', path))
  expect(isBuilt(folder, true)).toBe(false)
  expect(isBuilt(folder, false)).toBe(path.endsWith('.d.ts'))
})

test.each(['package.json', 'tsup.config.ts', 'docs/data.mjs', 'docs/rows.mjs', 'src/index.ts'])(
  'after a change of %s it is',
  (path) => {
    utimesSync(join(folder, path), 3, 3)
    expect(isBuilt(folder, true)).toBe(false)
  },
)
