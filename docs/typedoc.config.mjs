// The reference of the public surface, into docs/api (not committed): `npm run docs:api`. A warning is an error.

import { readdirSync, readFileSync } from 'node:fs'
import { ENTRY_NAMES, sourceOf } from '../test/support/entries.mjs'

const SRC = new URL('../src/', import.meta.url)

const text = (/** @type {string} */ file) => readFileSync(new URL(file, SRC), 'utf8')
const surface = ENTRY_NAMES.map((entry) => text(`../${sourceOf(entry)}`)).join('\n')

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
  'src/analysis/explore/loopholes.ts:Bound',
  'src/analysis/explore/loopholes.ts:BoundThen',
  'src/analysis/explore/loopholes.ts:ForOthers',
  'src/analysis/explore/loopholes.ts:Inherited',
  'src/analysis/explore/loopholes.ts:Recorded',
  'src/explain/rule-of.ts:OfBinding',
  'src/explain/rule-of.ts:OfHandling',
  'src/form/forms.ts:ReaderOfFine',
  'src/form/options.ts:FormWordsOf',
  'src/form/options.ts:QuestionOf',
  'src/form/options.ts:ReadAs',
  'src/form/options.ts:WordsOf',
  'src/form/types.ts:read',
  'src/form/types.ts:SideOf',
  'src/form/types.ts:Word',
  'src/input/issue.ts:Kinds',
  'src/input/issue.ts:Path',
  'src/input/issue.ts:Range',
  'src/input/json-schema.ts:JsonTypes',
  'src/law/expression.ts:Rows',
  'src/law/facts.ts:Facts',
  'src/law/facts.ts:FactsInput',
  'src/law/parameters.ts:Parameters',
  'src/law/rule.ts:AnyRule',
  'src/law/rule.ts:ProvisionBase',
  'src/law/rule-sets/reform.ts:Cited',
  'src/law/rule-sets/reform.ts:Writable',
  'src/law/rules.ts:LimitOf',
  'src/law/rules.ts:ParametersOf',
  'src/law/rules.ts:SuppliedOf',
  'src/postgres/rows.ts:EventBody',
  'src/registry/commands/index.ts:AsTyped',
  'src/registry/commands/index.ts:CommandRefusal',
  'src/registry/commands/index.ts:CommandTable',
  'src/registry/commands/index.ts:Commands',
  'src/registry/commands/index.ts:WithOptional',
  'src/registry/log/events.ts:EventTypes',
  'src/registry/log/events.ts:Stamp',
  'src/registry/points/ledger.ts:Act',
  'src/registry/state/others-handled.ts:HandledWith',
  'src/registry/state/records.ts:Applications',
  'src/registry/state/former-bindings.ts:EndedBinding',
  'src/registry/points/points-ledger.ts:Positioned',
  'src/registry/state/records.ts:ViolationRecord',
  'src/registry/state/records.ts:OpenBinding',
  'src/sql/facts-at.ts:pointsSources',
]

export default {
  name: 'demerit',
  entryPoints: ENTRY_NAMES.map((entry) => `../${sourceOf(entry)}`),
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
  customCss: 'reference.css',
}
