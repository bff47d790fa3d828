/** One public name has one meaning: what two entries export under one name is one and the same thing. */
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { ROOT } from './consumer.ts'

const { ENTRY_NAMES, sourceOf }: { ENTRY_NAMES: readonly string[]; sourceOf(name: string): string } = await import(
  new URL('../support/entries.mjs', import.meta.url).href
)

/** Every exported name, with each declaration behind it and the entries that export that one. */
function declarations(): ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> {
  const files = ENTRY_NAMES.map((name) => join(ROOT, sourceOf(name)))
  const program = ts.createProgram(files, {
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  })
  const checker = program.getTypeChecker()
  const found = new Map<string, Map<string, string[]>>()
  files.forEach((file, index) => {
    const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol
    for (const symbol of checker.getExportsOfModule(module)) {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
      const declared = target.declarations?.[0]
      const where = `${declared?.getSourceFile().fileName.slice(ROOT.length)}: ${target.name}`
      const places = found.get(symbol.name) ?? new Map<string, string[]>()
      places.set(where, [...(places.get(where) ?? []), ENTRY_NAMES[index] as string])
      found.set(symbol.name, places)
    }
  })
  return found
}

test('no two entries export different things under one name', () => {
  const found = declarations()
  expect(found.size).toBeGreaterThan(300)
  const twice = [...found].filter(([, places]) => places.size > 1)
  const told = twice.map(([name, places]) => `${name}: ${[...places].map(([at, by]) => `${at} (${by})`).join(', ')}`)
  expect(
    twice.map(([name]) => name),
    told.join('\n'),
  ).toEqual([])
})
