import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { ROOT } from './consumer.ts'

const { ENTRY_NAMES, sourceOf }: { ENTRY_NAMES: readonly string[]; sourceOf(name: string): string } = await import(
  new URL('../support/entries.mjs', import.meta.url).href
)

test('every public function says what it does', () => {
  const files = ENTRY_NAMES.map((entry) => join(ROOT, sourceOf(entry)))
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} }
  const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), {}, host)
  const program = ts.createProgram(files, config?.options ?? {})
  const checker = program.getTypeChecker()
  const functions = files.flatMap((file) => {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    if (source === undefined || module === undefined) throw new Error(`${file} is no module`)
    return checker
      .getExportsOfModule(module)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .filter((symbol) => symbol.flags & ts.SymbolFlags.Value)
      .filter((symbol) => checker.getTypeOfSymbolAtLocation(symbol, source).getCallSignatures().length > 0)
  })
  expect(functions.length).toBeGreaterThan(30)
  const silent = functions.filter((symbol) => symbol.getDocumentationComment(checker).length === 0)
  expect(silent.map(({ name }) => name)).toEqual([])
})
