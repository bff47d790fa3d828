/** Every public function is documented, and one public name has one meaning: what two entries export under one name is one and the same thing. */
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { ROOT } from './consumer.ts'

const { ENTRY_NAMES, sourceOf }: { ENTRY_NAMES: readonly string[]; sourceOf(name: string): string } = await import(
  new URL('../support/entries.mjs', import.meta.url).href
)

const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), {}, host)
const files = ENTRY_NAMES.map((name) => join(ROOT, sourceOf(name)))
const program = ts.createProgram(files, config?.options ?? {})
const checker = program.getTypeChecker()

/** What the entries export: each with its name, what it is, and its entry. */
const EXPORTS = files.flatMap((file, index) => {
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (source === undefined || module === undefined) throw new Error(`${file} is no module`)
  return checker.getExportsOfModule(module).map((symbol) => ({
    name: symbol.name,
    target: symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    source,
    entry: ENTRY_NAMES[index] as string,
  }))
})

test('every public function says what it does', () => {
  const functions = EXPORTS.filter(
    ({ target, source }) =>
      target.flags & ts.SymbolFlags.Value &&
      checker.getTypeOfSymbolAtLocation(target, source).getCallSignatures().length > 0,
  )
  expect(functions.length).toBeGreaterThan(30)
  const silent = functions.filter(({ target }) => target.getDocumentationComment(checker).length === 0)
  expect(silent.map(({ name }) => name)).toEqual([])
})

test('no two entries export different things under one name', () => {
  const found = new Map<string, Map<string, string[]>>()
  for (const { name, target, entry } of EXPORTS) {
    const where = `${target.declarations?.[0]?.getSourceFile().fileName.slice(ROOT.length)}: ${target.name}`
    const places = found.get(name) ?? new Map<string, string[]>()
    places.set(where, [...(places.get(where) ?? []), entry])
    found.set(name, places)
  }
  expect(found.size).toBeGreaterThan(300)
  const twice = [...found].filter(([, places]) => places.size > 1)
  const told = twice.map(([name, places]) => `${name}: ${[...places].map(([at, by]) => `${at} (${by})`).join(', ')}`)
  expect(
    twice.map(([name]) => name),
    told.join('\n'),
  ).toEqual([])
})
