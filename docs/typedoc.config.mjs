// The reference of the public surface, into docs/api (not committed): `npm run docs:api`. A warning is an error.

import { readdirSync, readFileSync } from 'node:fs'

const SRC = new URL('../src/', import.meta.url)
const ENTRIES = ['index', 'rules', 'explain', 'testing', 'analysis']

const text = (/** @type {string} */ file) => readFileSync(new URL(file, SRC), 'utf8')
const surface = ENTRIES.map((entry) => text(`${entry}.ts`)).join('\n')

/** The literal lists behind frozen public ones (`export const VERDICTS: typeof verdicts`), which are no names of their own. */
const lists = readdirSync(SRC, { recursive: true })
  .map((file) => String(file).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [...text(file).matchAll(/^export const (\w+): typeof (\w+) =/gm)]
      .filter(([, name]) => new RegExp(`\\b${name}\\b`).test(surface))
      .map(([, , list]) => `src/${file}:${list}`),
  )

/** Types that only help to write a public one, which the reference shows in full. */
const helpers = [
  'src/analysis/questions.ts:Bound',
  'src/analysis/questions.ts:BoundThen',
  'src/analysis/questions.ts:ForOthers',
  'src/analysis/questions.ts:Recorded',
  'src/issue.ts:Path',
  'src/registry/commands.ts:AsTyped',
  'src/registry/commands.ts:Commands',
  'src/registry/commands.ts:WithOptional',
  'src/registry/events.ts:Stamp',
  'src/rules/index.ts:LimitOf',
  'src/rules/index.ts:ParametersOf',
  'src/rules/index.ts:RuleTable',
  'src/rules/index.ts:SuppliedOf',
  'src/rules/rule.ts:Terms',
]

export default {
  name: 'demerit',
  entryPoints: ENTRIES.map((entry) => `../src/${entry}.ts`),
  tsconfig: '../tsconfig.json',
  out: 'api',
  readme: '../README.md',
  treatWarningsAsErrors: true,
  validation: { notExported: true, invalidLink: true, rewrittenLink: true },
  intentionallyNotExported: [...lists, ...helpers],
  excludeExternals: true,
  // Links to the sources would depend on where a clone came from.
  disableSources: true,
  githubPages: false,
}
