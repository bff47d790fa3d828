/**
 * Tests go through public names: what they import of `src/` is an entry. Those that look inside stand here, with the reason, so
 * that there are no more of them, and none that need it no longer.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
// @ts-expect-error -- a list without types of its own
import { ENTRY_NAMES, sourceOf } from '../support/entries.mjs'
import { ROOT } from './snippets.ts'

const ENTRIES: ReadonlySet<string> = new Set((ENTRY_NAMES as readonly string[]).map((name) => sourceOf(name) as string))

/** Why files look inside, and which. */
const LOOK_INSIDE: readonly { readonly because: string; readonly files: readonly string[] }[] = [
  {
    because:
      'how input is read, argument by argument and branch by branch: a public parser reaches each only with luck',
    files: ['cases/arguments', 'cases/facts', 'cases/reading', 'cases/typed-fields', 'regressions/values'],
  },
  {
    because: 'they say how the library would show a value or name an issue, and do not say it a second time',
    files: [
      ...['cases/books', 'cases/provisions', 'exhaustive/restrictions', 'hostile/programmer-mistakes'],
      ...['properties/identity-numbers', 'properties/values', 'support/issues', 'support/sentences'],
    ],
  },
  {
    because: 'limits and lists that are not public, whose boundaries are computed and not copied',
    files: [
      ...[
        'cases/explain',
        'cases/registry-queries',
        'cases/rule-set-input',
        'engines/audit',
        'engines/rows',
        'regressions/explain-limits',
      ],
      'cases/registry-commands',
    ],
  },
  {
    because:
      'days, terms and points of the law by their own functions, in all time zones, without a registry around them',
    files: ['cases/calendar', 'cases/points', 'cases/rules-page', 'properties/points-ledger', 'regressions/points'],
  },
  {
    because: 'the checksum, the log and the events are checked against a second writing of each, field by field',
    files: ['cases/registry-checksum', 'cases/registry-events', 'cases/registry-log', 'properties/registry-logs'],
  },
  {
    because: 'what is shared and what is copied is counted, and no answer shows it',
    files: ['exhaustive/nodes-copied', 'properties/counted', 'properties/persistent-map', 'hostile/identity'],
  },
  {
    because: 'the map alone is measured, and code by hand takes commands that were read',
    files: ['bench/by-hand/copying', 'bench/by-hand/mutable', 'package/bench'],
  },
  {
    because:
      'states that the search takes for one, and classes that the comparison takes for one, are compared one by one',
    files: [
      ...['analysis', 'bisimulation', 'canonical', 'canonical-key', 'compare', 'explore', 'renamings'].map(
        (name) => `exhaustive/${name}`,
      ),
      'regressions/analysis',
    ],
  },
  {
    because: 'the parts of a replayed court case are added up a second time',
    files: ['exhaustive/court-cases'],
  },
  {
    because: 'the judge is called without reading, on millions of rows, and rules that no set has are put to it',
    files: [
      'exhaustive/decision-table',
      'exhaustive/locality',
      'proof/formulas',
      'proof/formulas.test',
      'regressions/reforms',
    ],
  },
  {
    because: 'histories are drawn by the steps of the kit, one step at a time',
    files: [
      'cases/registry-steps',
      'kit/drawn',
      'model/play',
      'model/registry',
      'model/scenarios',
      'properties/neighbourhood',
      'regressions/kit-missed',
    ],
  },
  {
    because:
      'errors and values of generated SQL that no rule which ships brings forth, and tables by their own description',
    files: [
      'cases/sql-errors',
      'regressions/sql',
      ...['audit-records', 'blanks.test', 'history', 'history.test', 'inside', 'mutants'].map(
        (name) => `engines/${name}`,
      ),
    ],
  },
  {
    because: 'the program has no entry of its own: it is called as a function, with a host made up for it',
    files: [
      'cases/rule-card',
      'properties/encodings',
      'engines/cli',
      'engines/guide',
      'engines/page-audit',
      'regressions/command-line',
    ],
  },
]

const files = readdirSync(join(ROOT, 'test'), { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => /\.m?ts$/.test(name) && !name.includes('node_modules'))

/** The files of `src/` that a test imports and that are not entries. */
function innerImports(file: string): readonly string[] {
  const text = readFileSync(join(ROOT, 'test', file), 'utf8')
  return [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)]
    .map(([, path]) => posix.join('test', posix.dirname(file), path as string))
    .filter((path) => path.startsWith('src/') && !ENTRIES.has(path))
}

/** As the list writes it: without `.test` unless a file beside it has the same name. */
function nameOf(file: string): string {
  const bare = file.replace(/(\.test|\.test-d)?\.ts$/, '')
  return file.endsWith('.test.ts') && files.includes(`${bare}.ts`) ? `${bare}.test` : bare
}

test('each test that looks inside is listed, and each that is listed looks inside', () => {
  const listed = LOOK_INSIDE.flatMap(({ files: names }) => names)
  expect(listed).toEqual([...new Set(listed)])
  const looking = files.filter((file) => innerImports(file).length > 0).map(nameOf)
  expect(looking.sort()).toEqual([...listed].sort())
})

test('an import of an inner file is seen, and one of an entry does not count', () => {
  expect(innerImports('cases/points.test.ts')).toEqual(['src/registry/ledger.ts'])
  expect(innerImports('cases/made-up.test.ts')).toEqual([])
})
