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
  'AUDIT_QUESTIONS',
  'Bound',
  'texts',
  'BoundThen',
  'ForOthers',
  'Inherited',
  'Recorded',
  'SomeFacts',
  'StoreRefusal',
  'QuestionOf',
  'SideOf',
  'Word',
  'Kinds',
  'Path',
  'Optional',
  'TypedReader',
  'StandardSchema',
  'Rows',
  'Facts',
  'Answers',
  'FactsInput',
  'None',
  'Parameters',
  'ParametersAs',
  'Cited',
  'Writable',
  'AnyRule',
  'ProvisionBase',
  'LimitOf',
  'ParametersOf',
  'SuppliedOf',
  'Stamp',
  'AsTyped',
  'CommandRefusal',
  'CommandTable',
  'Commands',
  'OptionalOf',
  'TableOf',
  'WithOptional',
  'EventTypes',
  'Act',
  'Positioned',
  'EndedBinding',
  'HandledWith',
  'Applications',
  'OpenBinding',
  'pointsSources',
  'Unplaced',
  'PlayedRecord',
  'RowOf',
  'Effects',
  'AdvisedRule',
  'Example',
  'OthersFact',
  'RecordOf',
  'ListReader',
  'Handling',
  'MEASURES',
  'Counts',
  'RefusedCorrection',
  'ChangeRefusal',
  'CORRECTED',
  'SUBJECTS',
]

export default {
  name: 'demerit',
  entryPoints: ENTRY_NAMES.map((entry) => `../${sourceOf(entry)}`),
  tsconfig: '../tsconfig.json',
  out: 'api',
  readme: 'site/reference.md',
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
