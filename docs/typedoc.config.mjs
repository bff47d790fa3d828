// The reference of the public surface, into docs/api (not committed): `npm run docs:api`. A warning is an error.

import { readdirSync, readFileSync } from 'node:fs'
import { OptionDefaults } from 'typedoc'
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
  'src/explain/helps.ts:SomeFacts',
  'src/explain/refusals.ts:StoreRefusal',
  'src/law/rules.ts:QuestionOf',
  'src/form/options.ts:QuestionOf',
  'src/form/types.ts:SideOf',
  'src/form/types.ts:Word',
  'src/input/issue.ts:Kinds',
  'src/input/issue.ts:Path',
  'src/input/read.ts:Optional',
  'src/input/reader.ts:TypedReader',
  'src/input/schema.ts:StandardSchema',
  'src/law/expression.ts:Rows',
  'src/law/facts.ts:Facts',
  'src/law/facts.ts:FactsInput',
  'src/law/parameters.ts:None',
  'src/law/parameters.ts:Parameters',
  'src/law/parameters.ts:ParametersAs',
  'src/law/rule-sets/reform.ts:Cited',
  'src/law/rule-sets/reform.ts:Writable',
  'src/law/rule.ts:AnyRule',
  'src/law/rule.ts:ProvisionBase',
  'src/law/rules.ts:LimitOf',
  'src/law/rules.ts:ParametersOf',
  'src/law/rules.ts:SuppliedOf',
  'src/registry/commands/command.ts:Stamp',
  'src/registry/commands/index.ts:AsTyped',
  'src/registry/commands/index.ts:CommandRefusal',
  'src/registry/commands/index.ts:CommandTable',
  'src/registry/commands/index.ts:Commands',
  'src/registry/commands/index.ts:OptionalOf',
  'src/registry/commands/index.ts:TableOf',
  'src/registry/commands/index.ts:WithOptional',
  'src/registry/log/events.ts:EventTypes',
  'src/registry/points/ledger.ts:Act',
  'src/registry/points/points-ledger.ts:Positioned',
  'src/registry/state/former-bindings.ts:EndedBinding',
  'src/registry/state/others-handled.ts:HandledWith',
  'src/registry/state/records.ts:Applications',
  'src/registry/state/records.ts:OpenBinding',
  'src/registry/state/records.ts:ViolationRecord',
  'src/sql/asked.ts:pointsSources',
  'src/store/adapter.ts:EventBody',
  'src/store/rows.ts:RowOf',
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
  highlightLanguages: [...OptionDefaults.highlightLanguages, 'csv'],
  // Links to the sources would depend on where a clone came from.
  disableSources: true,
  githubPages: false,
  customCss: 'reference.css',
}
