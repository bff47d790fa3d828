import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, describe, expect, test } from 'vitest'
import { blocksOf, examples, isTypeScript, pagesThatRun, ROOT, snippetsOf, workshop } from '../docs/snippets.ts'

const { folder, remove } = workshop()
afterAll(remove)

/** What the compiler has to say on each file, as `name: message`. */
function complaintsOn(files: Readonly<Record<string, string>>): readonly string[] {
  const paths = Object.entries(files).map(([name, code]) => {
    const path = join(folder, `${name}.mts`)
    writeFileSync(path, code)
    return path
  })
  const program = ts.createProgram(paths, {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    types: ['node'],
    typeRoots: [join(folder, 'node_modules', '@types')],
    skipLibCheck: true,
    noEmit: true,
  })
  return ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
    const line =
      file === undefined
        ? ''
        : `${file.fileName.split('/').at(-1)} ${file.getLineAndCharacterOfPosition(start).line + 1}`
    return `${line}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
  })
}

describe('the code of README and docs', () => {
  test('is accepted by the compiler', () => {
    const pages = pagesThatRun().flatMap((page) => snippetsOf(blocksOf(page)).filter(isTypeScript))
    const snippets = [...pages, ...examples()]
    expect(snippets.length).toBeGreaterThan(0)
    const files = snippets.map(({ name, where, code }) => [name, `// ${where}\n${code}\nexport {}\n`] as const)
    expect(complaintsOn(Object.fromEntries(files))).toEqual([])
  })

  test('and each change that docs/INTERPRETATIONS.md offers is too, without a cast', () => {
    const page = readFileSync(join(ROOT, 'docs/INTERPRETATIONS.md'), 'utf8')
    const changes = [...page.matchAll(/`(reform\([^`]+\))`/g)].map(([, code]) => code as string)
    expect(changes.length).toBeGreaterThan(30)
    expect(changes.filter((code) => /\bas (?!const\b)/.test(code))).toEqual([])
    const names = [
      ...new Set(
        changes.flatMap((code) => code.match(/(?<=\breform\()\w+|\b(?!draft\b)\w+(?=\.(?:bind|handle)\b)/g) ?? []),
      ),
    ]
    const imports = `import { yuan } from 'demerit'\nimport { reform, ${names.join(', ')} } from 'demerit/rules'\n`
    const code = changes.map((change, index) => `export const change${index} = ${change}\n`).join('')
    expect(complaintsOn({ changes: imports + code })).toEqual([])
  })

  test('is judged against the package: a wrong fact does not compile', () => {
    const right =
      "import { decideBinding } from 'demerit'\nimport { cn } from 'demerit/rules'\ndecideBinding({ driverBindings: 3 }, cn)\n"
    expect(complaintsOn({ right })).toEqual([])
    expect(complaintsOn({ wrong: right.replace('3', "'three'") })).toHaveLength(1)
  })
})
