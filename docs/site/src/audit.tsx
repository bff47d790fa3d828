import * as Plot from '@observablehq/plot'
import { FACTS } from 'demerit'
import { useEffect, useRef, useState } from 'preact/hooks'
import { wordsFor } from '../../../src/analysis/rows/cells.ts'
import { FINE_HEADERS, HEADERS } from '../../../src/analysis/rows/headers.ts'
import type { RowWords } from '../../../src/cli/output.ts'
import type { AskedQuestion, AuditInput, AuditProgress, AuditResult } from './audit-rows.ts'
import { beijingDay, limitsOf, withEnd } from './audit-time.ts'
import { csvFile, download } from './download.ts'
import { SAMPLES as CASES, type Fact, type FactValue, factsOf, type QuestionName, wordName } from './facts.ts'
import { givenIn } from './given.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import type { Language } from './place.ts'
import { Problems } from './problems.tsx'
import { MOST_DRAWN, RELEASED } from './released.ts'
import { grouped } from './says.ts'
import { LAW_IDS, setOf } from './sets.ts'
import { Cite, Picture, TableBox } from './take.tsx'
import { failingRule, LOCALES, type Words } from './words.ts'
import { useWork } from './work.ts'

const SAMPLES: { readonly [Q in QuestionName]: string } = {
  bind: `at,channel,driver,vehicle,vehicle_owner,vehicle_owner_kind,plate_type,operating,pair_bound,driver_bindings,vehicle_bindings,driver_bindings_ever,driver_applications_today,driver_applications_this_year,owner_consent,identity_verified,released_at
2025-03-01T09:00:00+08:00,app,d1,v1,o1,individual,02,false,false,0,0,0,0,0,sms,true,2025-06-01T09:00:00+08:00
2025-03-05T09:00:00+08:00,app,d1,v2,o2,individual,02,false,false,1,0,1,0,1,sms,true,
2025-03-09T09:00:00+08:00,app,d1,v3,o3,individual,02,false,false,2,1,2,0,2,qr,true,
2025-03-12T09:00:00+08:00,app,d1,v4,o4,individual,02,false,false,3,0,3,0,3,sms,true,
2025-04-02T09:00:00+08:00,app,d2,v1,o1,individual,02,true,false,0,1,0,0,0,sms,true,
2025-04-03T09:00:00+08:00,app,d2,v5,o5,individual,02,false,false,,0,0,1,0,none,true,
`,
  handle: `id,at,channel,driver,vehicle,vehicle_owner,plate_type,violation_state,occurred_at,fine_yuan,points,recorded_by,bound_since,licence_states,licence_classes,points_held,full_score_studies
1,2024-12-01T10:00:00+08:00,app,d1,v1,o1,02,open,2024-11-20T10:00:00+08:00,200,0,monitoring,2024-11-10T10:00:00+08:00,none,C1,0,0
2,2024-12-01T10:05:00+08:00,app,d1,v1,o1,02,open,2024-11-01T10:00:00+08:00,200,3,monitoring,2024-11-10T10:00:00+08:00,none,C1,0,0
3,2025-02-01T10:10:00+08:00,app,d2,v1,o1,02,open,2024-11-20T10:00:00+08:00,500,3,monitoring,none,none,C1,0,0
4,2025-02-01T10:15:00+08:00,app,d3,v1,o1,02,open,2024-11-20T10:00:00+08:00,200,3,,2024-11-10T10:00:00+08:00,none,C1,0,0
`,
}

/** The order in which verdicts stand, and the colour that each has on the whole page. */
const VERDICTS = ['permitted', 'refused', 'undetermined', 'invalid'] as const
const COLOURS = ['var(--good)', 'var(--bad)', 'var(--open)', 'var(--invalid)']

type Chosen = Pick<AuditInput, 'file' | 'name'>
/** The file that was chosen last, which no address holds: who comes back from another part of the page finds it judged again. */
let chosenLast: Chosen | undefined

const QUESTIONS = ['bind', 'handle'] as const

/** What the columns of the result are called in the language of the page, and the codes in them. */
function rowWordsOf(words: Words, { names, sources }: Told['locale'], language: Language): RowWords {
  return {
    language,
    columns: words.rowColumns,
    verdicts: names.verdicts,
    ruleSets: { ...sources.ruleSets, none: words.noRule },
    rules: { ...names.rules, 'no-rule-set-in-force': words.noRule },
    facts: names.facts,
    comma: words.comma,
  }
}

/** A CSV of facts, judged row by row in the page. */
export function AuditPage({ place, words, says, go }: PageProps) {
  const { language } = place
  const locale = LOCALES[language]
  const given = givenIn(place.args, says)
  const asked = given.word<AskedQuestion>('question', ['file', ...QUESTIONS], 'file')
  const rules = given.word('rules', LAW_IDS, 'cn')
  const against = given.word('against', LAW_IDS, '')
  const isSample = given.word('file', ['own', 'sample'], 'own') === 'sample'
  const lawName = (id: string) => (id === 'cn' ? `${words.lawOfDay} (cn)` : `${setOf(id).title[language]} (${id})`)
  const [work, start, stop, clear] = useWork<AuditInput, AuditProgress, AuditResult>(
    () => new Worker(new URL('./audit-worker.ts', import.meta.url), { type: 'module' }),
    words.notLoaded,
  )
  const [own, setOwn] = useState<Chosen | undefined>(chosenLast)
  chosenLast = own
  const file = isSample ? 'sample' : own
  // What is shown belongs to the question above it: when one of them changes, the file is judged again.
  useEffect(() => {
    if (file === undefined) return clear()
    const sample = SAMPLES[asked === 'file' ? 'bind' : asked]
    const chosen = file === 'sample' ? { file: new Blob([sample]), name: 'sample.csv' } : file
    start({ ...chosen, question: asked, language, rules, against, words: rowWordsOf(words, locale, language) })
  }, [file, asked, language, rules, against])
  const keep = (next: Readonly<Record<string, string>>) => go({ args: { ...place.args, ...next } }, true)
  /** Who has a link and chooses its file keeps what is drawn; of another file the first is. */
  const take = (name: '' | 'sample') => keep(file === undefined ? { file: name } : { file: name, drawn: '' })
  const read = (files: FileList | null | undefined) => {
    const chosen = files?.[0]
    if (chosen === undefined) return
    // What came of another file is not shown beside the name of this one.
    clear()
    setOwn({ file: chosen, name: chosen.name })
    take('')
  }
  const result = work.result
  /** Whose open bindings are drawn, by the place in the list, from 1: a link does not tell others the number of a licence. */
  const drawn = given.whole('drawn', 1, Math.max(1, result?.overTime.length ?? MOST_DRAWN), 1)
  /** What was asked; until a file tells it, either may be. */
  const question = asked === 'file' ? result?.question : asked
  return (
    <>
      <p class="lead">
        {[
          words.auditLead,
          ...[rules, against]
            .filter((id) => id !== '')
            .map(
              (id, index) =>
                `${against === '' ? '' : `${[words.lawA, words.lawB][index]}${words.colon}`}${id === 'cn' ? words.auditOfDay : says.judgedByOne(setOf(id).title[language])}`,
            ),
        ].join(language === 'zh' ? '' : ' ')}
      </p>
      <Problems problems={given.problems} />
      <p class="controls">
        <label>
          {words.question}{' '}
          <select
            value={asked}
            onChange={(event) => go({ args: { ...place.args, question: event.currentTarget.value, drawn: '' } })}
          >
            <option value="file">{words.asColumnsTell}</option>
            {QUESTIONS.map((each) => (
              <option key={each} value={each}>
                {locale.names.questions[each]}
              </option>
            ))}
          </select>
        </label>
        {(
          [
            ['rules', words.lawA, rules],
            ['against', words.lawB, against],
          ] as const
        ).map(([name, label, value]) => (
          <label key={name}>
            {label}{' '}
            <select value={value} onChange={(event) => keep({ [name]: event.currentTarget.value })}>
              {name === 'against' && <option value="">{words.none}</option>}
              {LAW_IDS.map((id) => (
                <option key={id} value={id}>
                  {lawName(id)}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="button" onClick={() => take('sample')}>
          {words.sample}
        </button>
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the field inside does the same by keyboard. */}
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault()
          read(event.dataTransfer?.files)
        }}
      >
        <label>
          {words.drop}{' '}
          <input type="file" accept=".csv,.tsv,.txt,text/csv" onChange={(event) => read(event.currentTarget.files)} />
        </label>
      </div>
      <p>{words.auditLimits}</p>
      {file === undefined && place.args.file === 'own' && <p>{words.notInLink}</p>}
      {file !== undefined && (
        <p>
          {words.file}
          {words.colon}
          {file === 'sample' ? words.sampleName : file.name}
        </p>
      )}
      {work.running && (
        <p class="controls">
          <progress max={1} value={work.progress?.share ?? 0} aria-label={words.reading} />
          <button type="button" onClick={stop}>
            {words.stop}
          </button>
        </p>
      )}
      <p role="status" class={work.error === undefined ? undefined : 'problem'}>
        {work.running && `${words.reading} ${grouped(work.progress?.rows ?? 0)}`}
        {work.stopped && `${words.stoppedAt} ${grouped(work.progress?.rows ?? 0)}`}
        {work.error}
        {result !== undefined && summaryOf(result, { words, locale })}
      </p>
      {result !== undefined && (
        <Result
          result={result}
          drawn={drawn}
          draw={(next) => keep({ drawn: next })}
          words={words}
          says={says}
          locale={locale}
        />
      )}
      {(question === undefined ? QUESTIONS : [question]).map((each) => (
        <Columns key={each} question={each} words={words} locale={locale} isOpen={work.error !== undefined} />
      ))}
      <p class="command">
        {words.commandLine} <code>npm install demerit</code>
        <code>npx demerit audit acts.csv{question !== undefined && ` --question ${question}`}</code>
      </p>
      <Cite
        place={place}
        words={words}
        asked={[
          file === undefined || file === 'sample' ? words.sampleName : file.name,
          ...(result === undefined
            ? [question === undefined ? words.asColumnsTell : locale.names.questions[question]]
            : [summaryOf(result, { words, locale }), ...differingOf(result, { words, locale })]),
        ].join(words.semicolon)}
        sources={[...new Set([rules, ...(against === '' ? [] : [against]), ...(result?.ruleSets ?? [])])].map(lawName)}
        unfinished={work.running}
      />
    </>
  )
}

interface Told extends Pick<PageProps, 'words'> {
  readonly locale: (typeof LOCALES)['en']
}

function summaryOf({ question, rows, verdicts, pairs }: AuditResult, { words, locale }: Told): string {
  const counted = (countOf: (verdict: (typeof VERDICTS)[number]) => number) =>
    VERDICTS.filter((verdict) => countOf(verdict) > 0).map(
      (verdict) => `${locale.names.verdicts[verdict]}${words.colon}${grouped(countOf(verdict))}`,
    )
  const asked = `${words.question}${words.colon}${locale.names.questions[question]}`
  const ofA = counted((verdict) => verdicts[verdict])
  const ofB = counted((verdict) =>
    pairs.reduce((sum, { against, count }) => sum + (against === verdict ? count : 0), 0),
  )
  const told = pairs.length === 0 ? ofA : [words.lawA, ...ofA, words.lawB, ...ofB]
  return [asked, `${words.rows}${words.colon}${grouped(rows)}`, ...told].join(words.semicolon)
}

/** How many rows have which pair of different verdicts, if another law was asked. */
function differingOf({ pairs }: AuditResult, { words, locale }: Told): readonly string[] {
  const { verdicts } = locale.names
  return pairs
    .filter(({ verdict, against }) => verdict !== against)
    .map(({ verdict, against, count }) => `${verdicts[verdict]} → ${verdicts[against]}${words.colon}${grouped(count)}`)
}

/** An act to begin with in a table to fill in: one that is permitted. */
const EXAMPLES = {
  bind: { ...CASES.bind, driverBindings: 0, driverBindingsEver: 0 },
  handle: { ...CASES.handle, boundSince: '2025-03-01T10:00:00.000+08:00' },
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
function Columns({
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
        <a href={`./docs/guides/audit${locale.tag === 'zh-CN' ? '.zh-CN' : ''}.html`}>{words.auditGuide}</a>
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
function headerOf(column: string, { tag }: Told['locale']): string {
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

function columnOf(fact: string): string {
  return fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function Download({ name, file, children }: { readonly name: string; readonly file: Blob; readonly children: string }) {
  return (
    <button type="button" onClick={() => download(name, file)}>
      {children}
    </button>
  )
}

/** What came of a file: what of it was read, what was not, and what was decided. */
function Result({
  result,
  drawn: who,
  draw,
  words,
  says,
  locale,
}: Told &
  Pick<PageProps, 'says'> & {
    readonly result: AuditResult
    readonly drawn: number
    readonly draw: (who: string) => void
  }) {
  const drawn = result.overTime[who - 1]
  const { malformed, byMonth } = result
  const months = monthsFrom(byMonth[0]?.month ?? '', byMonth.at(-1)?.month ?? '')
  const limits = drawn === undefined ? [] : limitsOf(drawn)
  const lastLimit = limits.findLast(({ limit }) => limit !== undefined)?.limit
  const refusals = Object.entries(result.byRule).sort(([, a], [, b]) => b - a)
  const missing = Object.entries(result.missing).sort(([, a], [, b]) => b - a)
  const sums = sumsOf(byMonth)
  const verdictsFound = VERDICTS.filter((each) => byMonth.some(({ verdict }) => verdict === each))
  /** In Chinese a fact is called as its column is. */
  const isCalledSo = locale.tag === 'zh-CN'
  /** A column as the file calls it, with its fact. */
  const calledIn = (column: string) => {
    const header = result.understood.find((each) => each.column === column)?.header ?? column
    const name = column === '' || !isCalledSo ? column : headerOf(column, locale)
    return header === name ? name : `${header} (${name})`
  }
  const nameOf = (fact: string) => locale.names.facts[fact as 'at'] ?? fact
  return (
    <>
      <p>
        <Download name={`verdicts-${result.question}.csv`} file={result.csv}>
          {words.downloadVerdicts}
        </Download>
      </p>
      {result.notes.length > 0 && (
        <ul>
          {result.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {result.isCompared && <Differing result={result} words={words} says={says} locale={locale} />}
      <h3>{words.whatWasRead}</h3>
      <dl>
        <dt>{words.understood}</dt>
        <dd>{result.understood.map(({ column }) => calledIn(column)).join(words.comma)}</dd>
        <dt>{words.ignored}</dt>
        <dd>{result.ignored.join(words.comma) || words.nothing}</dd>
        <dt>{words.absent}</dt>
        <dd>
          {result.absent
            .map((fact) => (isCalledSo ? nameOf(fact) : `${nameOf(fact)} (${columnOf(fact)})`))
            .join(words.comma) || words.nothing}
        </dd>
      </dl>
      {malformed.length > 0 && (
        <TableBox label={words.notReadCells}>
          <table class="stacked">
            <caption>{says.malformedRows(result.malformedRows, malformed.length)}</caption>
            <Head columns={[words.row, words.column, words.cell, words.wanted]} />
            <tbody>
              {malformed.map(({ row, column, text, wrong }) => (
                <tr key={`${row} ${column}`}>
                  <th scope="row">{row}</th>
                  <td data-head={words.column}>{calledIn(column)}</td>
                  <td class="own" data-head={words.cell}>
                    <code>{text}</code>
                  </td>
                  <td data-head={words.wanted}>{wrong}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {missing.length > 0 && (
        <TableBox label={words.missingFacts}>
          <table>
            <caption>{words.missingFacts}</caption>
            <Head columns={[words.missing, words.rowsLacking, words.firstLacking]} />
            <tbody>
              {missing.map(([fact, count]) => (
                <tr key={fact}>
                  <th scope="row">
                    {nameOf(fact)} {!isCalledSo && <code>{columnOf(fact)}</code>}
                  </th>
                  <td>{grouped(count)}</td>
                  <td>{result.firstMissing[fact]?.join(words.comma)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {refusals.length > 0 && (
        <>
          <h3>{words.byRule}</h3>
          <Chart
            label={words.byRule}
            options={{
              marginLeft: roomFor(refusals.map(([rule]) => failingRule(rule, words, locale))),
              marginRight: 60,
              marginBottom: 44,
              height: 80 + 34 * refusals.length,
              x: {
                label: words.rows,
                labelOffset: 40,
                ticks: wholeTicks(Math.max(...refusals.map(([, count]) => count))),
                tickFormat: grouped,
              },
              y: { label: null },
              marks: [
                Plot.barX(
                  refusals.map(([rule, count]) => ({ rule: failingRule(rule, words, locale), count })),
                  { x: 'count', y: 'rule', fill: 'var(--bad)', sort: { y: '-x' } },
                ),
                Plot.text(
                  refusals.map(([rule, count]) => ({ rule: failingRule(rule, words, locale), count })),
                  { x: 'count', y: 'rule', text: ({ count }) => grouped(count), textAnchor: 'start', dx: 6 },
                ),
                Plot.ruleX([0]),
              ],
            }}
          />
          <Numbers
            name="rules"
            label={words.byRule}
            columns={[words.rule, words.rows]}
            rows={refusals.map(([rule, count]) => [failingRule(rule, words, locale), count])}
            words={words}
          />
        </>
      )}
      {byMonth.length > 0 && (
        <>
          <h3>{words.byMonth}</h3>
          <Chart
            label={words.byMonth}
            options={{
              marginLeft: 60,
              marginTop: 40,
              x: { type: 'band', domain: months, ticks: everySo(months), label: null },
              y: {
                label: words.rows,
                ticks: wholeTicks(Math.max(...sums.map(({ count }) => count))),
                tickFormat: grouped,
              },
              color: {
                legend: true,
                domain: VERDICTS,
                range: COLOURS,
                tickFormat: (each: 'permitted') => locale.names.verdicts[each] ?? each,
              },
              marks: [
                Plot.barY(byMonth, { x: 'month', y: 'count', fill: 'verdict', order: [...VERDICTS] }),
                // Where there are few enough months that the numbers do not touch.
                ...(months.length <= MOST_TICKS
                  ? [Plot.text(sums, { x: 'month', y: 'count', text: ({ count }) => grouped(count), dy: -9 })]
                  : []),
                Plot.ruleY([0]),
              ],
            }}
          />
          <Numbers
            name="months"
            label={words.byMonth}
            columns={[words.month, ...verdictsFound.map((each) => locale.names.verdicts[each])]}
            rows={sums.map(({ month }) => [
              month,
              ...verdictsFound.map(
                (verdict) => byMonth.find((each) => each.month === month && each.verdict === verdict)?.count ?? 0,
              ),
            ])}
            words={words}
          />
        </>
      )}
      {result.undated > 0 && <p>{says.undated(result.undated)}</p>}
      {result.question === 'bind' && drawn === undefined && (
        <>
          <h3>{words.overTime}</h3>
          <p>{words.overTimeNeeds}</p>
        </>
      )}
      {drawn !== undefined && (
        <>
          <h3>{words.overTime}</h3>
          <p>{words.overTimeCounts}</p>
          <p class="controls">
            <label>
              {words.whose}{' '}
              <select value={who} onChange={(event) => draw(event.currentTarget.value)}>
                {result.overTime.map(({ kind, id, peak }, index) => (
                  <option key={`${kind} ${id}`} value={index + 1}>
                    {words[kind]} {id} ({peak})
                  </option>
                ))}
              </select>
            </label>
          </p>
          <Chart
            label={`${words.overTime} ${words[drawn.kind]} ${drawn.id}`}
            options={{
              marginLeft: 60,
              marginRight: 40,
              x: { type: 'utc', label: null, ticks: 5, tickFormat: (at: Date) => beijingDay(at) },
              y: {
                label: null,
                ticks: wholeTicks(Math.max(drawn.peak, ...limits.map(({ limit }) => limit ?? 0))),
                tickFormat: grouped,
                zero: true,
              },
              marks: [
                Plot.lineY(withEnd(drawn.steps), {
                  x: (step: { at: number }) => new Date(step.at),
                  y: 'open',
                  curve: 'step-after',
                }),
                // Where no limit was, the line has a gap.
                Plot.lineY(limits, {
                  x: (step: { at: number }) => new Date(step.at),
                  y: 'limit',
                  curve: 'step-after',
                  strokeDasharray: '4',
                }),
                ...(lastLimit === undefined
                  ? []
                  : [
                      Plot.text([lastLimit], {
                        y: (each: number) => each,
                        text: () => `${words.limitLine}${words.colon}${lastLimit}`,
                        frameAnchor: 'left',
                        textAnchor: 'start',
                        dx: 8,
                        dy: -8,
                      }),
                    ]),
                Plot.ruleY([0]),
              ],
            }}
          />
        </>
      )}
      {result.refused.length > 0 && (
        <>
          <h3>{words.firstRefused}</h3>
          <TableBox label={words.firstRefused}>
            <table class="stacked refused-rows">
              <Head columns={[words.row, ...ofId(result), words.driver, words.vehicle, words.failing]} />
              <tbody>
                {result.refused.map(({ row, id, driver, vehicle, failing, reasons }) => (
                  <tr key={row}>
                    <th scope="row">{row}</th>
                    {result.idHeader !== undefined && (
                      <td class="own" data-head={result.idHeader}>
                        {id}
                      </td>
                    )}
                    <td class="own" data-head={words.driver}>
                      {driver}
                    </td>
                    <td class="own" data-head={words.vehicle}>
                      {vehicle}
                    </td>
                    <td data-head={words.failing}>
                      ✗ {failing.map((rule) => failingRule(rule, words, locale)).join(words.comma)}
                      {words.colon}
                      {reasons.join(locale.tag === 'zh-CN' ? '' : ' ')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        </>
      )}
    </>
  )
}

/** What the file calls its own numbers, where it has them. */
function ofId({ idHeader }: AuditResult): readonly string[] {
  return idHeader === undefined ? [] : [idHeader]
}

/** Where two laws differ: how many rows have which pair of verdicts, and the first rows that do. */
function Differing({ result, words, says, locale }: Told & Pick<PageProps, 'says'> & { readonly result: AuditResult }) {
  const { verdicts } = locale.names
  const pairs = result.pairs.filter(({ verdict, against }) => verdict !== against)
  const unread = result.malformedRows === 0 ? '' : says.notJudged(result.malformedRows)
  const ids = ofId(result)
  const heads = [words.row, words.lawA, words.lawB, words.failing]
  const rules = (label: string, list: readonly string[]) =>
    list.length === 0
      ? []
      : [`${label}${words.colon}${list.map((rule) => failingRule(rule, words, locale)).join(words.comma)}`]
  if (pairs.length === 0) {
    const isNoneRead = result.pairs.every(({ verdict }) => verdict === 'invalid')
    return (
      <p>
        {isNoneRead ? words.noneRead : words.noneDiffer} {unread}
      </p>
    )
  }
  return (
    <>
      <h3>{words.differ}</h3>
      {unread !== '' && <p>{unread}</p>}
      <p class="pairs">{differingOf(result, { words, locale }).join(words.semicolon)}</p>
      <TableBox label={words.differ}>
        <table class="stacked differing">
          <Head columns={[words.row, ...ids, ...heads.slice(1)]} />
          <tbody>
            {result.differing.map(({ row, id, verdict, against, onlyRules, onlyAgainst }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {ids.map((head) => (
                  <td key={head} class="own" data-head={head}>
                    {id}
                  </td>
                ))}
                <td class={verdict} data-head={heads[1]}>
                  {verdicts[verdict]}
                </td>
                <td class={against} data-head={heads[2]}>
                  {verdicts[against]}
                </td>
                <td data-head={heads[3]}>
                  {[...rules(words.lawA, onlyRules), ...rules(words.lawB, onlyAgainst)].join(words.semicolon)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  )
}

/** What the longest of some names takes beside an axis, in pixels: a Chinese character about two letters. */
function roomFor(names: readonly string[]): number {
  return 24 + Math.max(...names.map((name) => [...name].reduce((sum, each) => sum + (each < '\x7f' ? 7.2 : 13.5), 0)))
}

const MOST_TICKS = 8
/** What a chart takes where the page does not say how much room there is. */
const MOST_WIDTH = 720

/** Where an axis of counts has its ticks: whole numbers, a round step apart, from 0 to `most`. */
function wholeTicks(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most / MOST_TICKS))
  const step = Math.max(1, [1, 2, 5, 10].map((each) => each * power).find((each) => most / each <= MOST_TICKS) ?? 1)
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step)
}

/** As many of a list as an axis has room for, at equal distances. */
function everySo(list: readonly string[]): string[] {
  const step = Math.ceil(list.length / MOST_TICKS)
  return list.filter((_, index) => index % step === 0)
}

/** Every month from the first to the last. */
function monthsFrom(first: string, last: string): string[] {
  const number = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1
  return Array.from({ length: number(last) - number(first) + 1 }, (_, index) => {
    const month = number(first) + index
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}

/** How many rows each month has. */
function sumsOf(byMonth: AuditResult['byMonth']): readonly { readonly month: string; readonly count: number }[] {
  const sums = new Map<string, number>()
  for (const { month, count } of byMonth) sums.set(month, (sums.get(month) ?? 0) + count)
  return [...sums].map(([month, count]) => ({ month, count }))
}

/** The numbers of a chart, for who wants to read or copy them. */
function Numbers({
  name,
  label,
  columns,
  rows,
  words,
}: Pick<PageProps, 'words'> & {
  readonly name: string
  readonly label: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly [string, ...number[]])[]
}) {
  return (
    <details class={name}>
      <summary>{words.asTable}</summary>
      <TableBox label={`${label}${words.colon}${words.asTable}`}>
        <table>
          <Head columns={columns} />
          <tbody>
            {rows.map(([head, ...counts]) => (
              <tr key={head}>
                <th scope="row">{head}</th>
                {counts.map((count, index) => (
                  <td key={columns[index + 1]}>{grouped(count)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}

/** A chart with a name, as wide as the page; its numbers stand beside it or in a table. */
function Chart({ label, options }: { readonly label: string; readonly options: Plot.PlotOptions }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const style = { fontSize: '13px' }
    const chart = Plot.plot({ ...options, style, ariaLabel: label, width: box.current?.clientWidth || MOST_WIDTH })
    // The parts of a picture have no roles, so that they take no names; the picture has both.
    for (const part of chart.querySelectorAll('g[aria-label]')) part.removeAttribute('aria-label')
    const picture = chart instanceof SVGSVGElement ? chart : chart.querySelector('svg[viewBox][aria-label]')
    picture?.setAttribute('role', 'img')
    box.current?.replaceChildren(chart)
  })
  return (
    <Picture label={label}>
      <div ref={box} class="chart" />
    </Picture>
  )
}
