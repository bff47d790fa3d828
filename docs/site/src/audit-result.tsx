/** What came of a file, in tables. */
import { headerList } from '../../../src/cli/words.ts'
import { ByHolder, ByMonth, ByRule, OverTime } from './audit-charts.tsx'
import { columnOf, headerOf } from './audit-columns.tsx'
import type { AuditResult } from './audit-rows.ts'
import { differingOf, ofId, type Told } from './audit-words.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { grouped } from './says.ts'
import { Download, TableBox } from './take.tsx'
import { failingRule } from './words.ts'

/** What came of a file: what of it was read, what was not, and what was decided. */
export function Result({
  result,
  drawn,
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
  const { malformed } = result
  const missing = Object.entries(result.missing).sort(([, a], [, b]) => b - a)
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
        <dd>{headerList(result.ignored, says.language) || words.nothing}</dd>
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
      {result.isCompared && <p>{words.chartsOfA}</p>}
      <ByRule result={result} words={words} locale={locale} />
      <ByMonth result={result} words={words} locale={locale} />
      {result.acts.map((acts) => (
        <ByHolder key={acts.kind} acts={acts} words={words} locale={locale} />
      ))}
      {result.undated > 0 && <p>{says.undated(result.undated)}</p>}
      {(result.question === 'bind' || result.overTime.length > 0) && (
        <OverTime overTime={result.overTime} drawn={drawn} draw={draw} words={words} />
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
