/** What the columns of a file are called and may say, with a table to fill in. */

import { FACTS } from 'demerit'
import { wordsFor } from '../../../src/analysis/rows/cells.ts'
import { FINE_HEADERS, HEADERS } from '../../../src/analysis/rows/headers.ts'
import type { Told } from './audit-words.ts'
import { DocumentLink } from './document.tsx'
import { csvFile } from './download.ts'
import { type Fact, type FactValue, factsOf, type QuestionName, SAMPLES, wordName } from './facts.ts'
import { Head } from './head.tsx'
import { RELEASED } from './released.ts'
import { Download, TableBox } from './take.tsx'
import { LOCALES } from './words.ts'

/** An act to begin with in a table to fill in: one that is permitted. */
const EXAMPLES = {
  bind: { ...SAMPLES.bind, driverBindings: 0, driverBindingsEver: 0 },
  handle: { ...SAMPLES.handle, boundSince: '2025-03-01T10:00:00.000+08:00' },
} as const

/** A value of a fact as a cell says it, in the language of the page. */
function cellOf(fact: Fact, value: FactValue | undefined, locale: Told['locale']): string {
  const isChinese = locale.tag === 'zh-CN'
  if (value === undefined) return ''
  if (value === null || (Array.isArray(value) && value.length === 0)) return isChinese ? '无' : 'none'
  if (typeof value === 'boolean') return isChinese ? (value ? '是' : '否') : String(value)
  if (typeof value === 'number') return String(fact.kind === 'fen' ? value / 100 : value)
  if (typeof value !== 'string') return value.join(' ')
  if (fact.kind === 'instant') return `${value.slice(0, 10)} ${value.slice(11, 16)}`
  // A spreadsheet takes the zero off 02.
  return isChinese || /^\d/.test(value) ? wordName(locale, fact.name, value) : value
}

/** The columns that are read, with a table to fill in. */
export function Columns({
  question,
  words,
  locale,
  isOpen,
}: Told & { readonly question: QuestionName; readonly isOpen: boolean }) {
  const facts = FACTS.filter(({ questions }) => questions.includes(question))
  /** The headers of a column, that of the table to fill in first. */
  const headersOf = (column: string) => {
    const first = headerOf(column, locale)
    const all = column === 'fine' ? Object.values(FINE_HEADERS).flat() : calledAs(column)
    return [first, ...all.filter((each) => each !== first)]
  }
  /** What a cell of a fact may say: each word with those in Chinese that mean it. */
  const sayable = (fact: Fact) => {
    const written = wordsFor(fact)
    const all = [
      ...(fact.words ?? (fact.kind === 'flag' ? ['true', 'false'] : [])),
      ...(fact.orNull || fact.kind === 'words' ? ['none'] : []),
    ]
    const isOfPage = (said: string, word: string) =>
      locale.tag !== 'zh-CN' || said !== wordName(LOCALES.en, fact.name, word)
    const also = (word: string) =>
      written.filter(([said, meant]) => meant === word && isOfPage(said, word)).map(([said]) => said)
    return [
      ...(fact.words === undefined && fact.kind !== 'flag' ? [words.kinds[fact.kind]] : []),
      ...all.map((word) => [...new Set([word, ...also(word)])].join(' / ')),
    ].join(words.semicolon)
  }
  const others = question === 'bind' ? [RELEASED] : []
  const columns = ['id', ...factsOf(question).map(({ name }) => columnOf(name)), ...others.map(([own]) => own)]
  // A header of ours has a comma.
  const line = (cells: readonly string[]) =>
    `${cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')}\n`
  const values: Readonly<Record<string, FactValue>> = EXAMPLES[question]
  const example = [
    words.exampleId,
    ...factsOf(question).map((fact) => cellOf(fact, values[fact.name], locale)),
    ...others.map(() => ''),
  ]
  const template = line(columns.map((each) => headerOf(each, locale))) + line(example)
  const title = `${words.columnsRead}${words.colon}${locale.names.questions[question]}`
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      <p>
        <Download name={`${question}.csv`} file={csvFile(template)}>
          {words.template}
        </Download>{' '}
        <DocumentLink name={`guides/audit${locale.tag === 'zh-CN' ? '.zh-CN' : ''}`}>{words.auditGuide}</DocumentLink>
      </p>
      <TableBox label={title}>
        <table class="stacked">
          <Head columns={[words.column, words.meaning, words.says]} />
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">
                  <Called headers={headersOf(columnOf(fact.name))} />
                </th>
                <td data-head={words.meaning}>{locale.names.facts[fact.name]}</td>
                <td data-head={words.says}>{sayable(fact)}</td>
              </tr>
            ))}
            {others.map(([own]) => (
              <tr key={own}>
                <th scope="row">
                  <Called headers={headersOf(own)} />
                </th>
                <td data-head={words.meaning}>{words.releasedMeaning}</td>
                <td data-head={words.says}>{words.kinds.instant}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}

const HAN = /\p{Script=Han}/u

/** What a table to fill in calls a column: in Chinese as offices do, and a fine in yuan. */
export function headerOf(column: string, { tag }: Told['locale']): string {
  const called =
    column === 'fine'
      ? FINE_HEADERS.yuan.filter((each) => each === 'fine_yuan' || each.includes('元'))
      : calledAs(column)
  return (tag === 'zh-CN' ? called.find((each) => HAN.test(each)) : undefined) ?? (called[0] as string)
}

/** A column by its own name, and by others. */
function calledAs(column: string): readonly string[] {
  return column === RELEASED[0] ? RELEASED : [column, ...(HEADERS[column] ?? [])]
}

/** What files call a column. */
function Called({ headers }: { readonly headers: readonly string[] }) {
  return (
    <>
      {headers.map((header, index) => (
        <span key={header} lang={HAN.test(header) ? 'zh-CN' : 'en'}>
          {index > 0 && ' / '}
          <code>{header}</code>
        </span>
      ))}
    </>
  )
}

export function columnOf(fact: string): string {
  return fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
