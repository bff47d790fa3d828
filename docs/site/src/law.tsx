import { facts, sources } from 'virtual:dossier'
import { type RuleCard, ruleCard } from 'demerit/analysis'
import { enCard, zhCNCard } from 'demerit/explain'
import { CITATIONS, cn, GRADES, type RuleId, ruleSetOn } from 'demerit/rules'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { ChangedVerdicts } from './changed-verdicts.tsx'
import { type Differing, differing, type Provision, saidBy, toldChanges } from './differing.ts'
import { DocumentLink } from './document.tsx'
import { dayIn, givenIn } from './given.ts'
import { Head } from './head.tsx'
import { inShort } from './in-short.ts'
import type { PageProps } from './page.ts'
import type { Language } from './place.ts'
import { Problems } from './problems.tsx'
import { NO_CHANGES } from './reform.ts'
import type { Says } from './says.ts'
import { SETS, setOf } from './sets.ts'
import { chineseName, readAt } from './source-names.ts'
import { Beside, Cite, TableBox } from './take.tsx'
import { Timeline } from './timeline.tsx'
import { useTyped } from './typed.ts'
import { LOCALES } from './words.ts'

const FIRST = Date.UTC(2012, 0, 1)
const LAST = Date.UTC(2026, 11, 31)
const DAY_MS = 86_400_000
const FIRST_DAY = dayAt(0)
const LAST_DAY = dayAt((LAST - FIRST) / DAY_MS)
const SET_IDS = SETS.map(({ id }) => id)

function dayAt(offset: number): string {
  return new Date(FIRST + offset * DAY_MS).toISOString().slice(0, 10)
}

/** After as many milliseconds nothing above is drawn anew. */
const SETTLED = 3000

/** The step by which the law came to a set: from the one before; to the second, if it is the first; the last one before there was any. */
function stepTo(id: string): readonly [from: string, to: string] {
  const ids = cn.sets.map((set) => set.id as string)
  const at = Math.max(1, ids.includes(id) ? ids.indexOf(id) : ids.length - 1)
  return [ids[at - 1] as string, ids[at] as string]
}

/** On or between which days the law came from one set to a later one; nothing if it never did. */
function changeTold(from: string, to: string, says: Says): string | undefined {
  const [at, then] = [from, to].map((id) => cn.sets.findIndex((set) => set.id === id)) as [number, number]
  const [before, after] = [cn.sets[at], cn.sets[then]]
  if (before === undefined || after === undefined || then <= at) return undefined
  return then === at + 1 && after.began === null
    ? says.changedOn(after.from)
    : says.changedBetween(before.verifiedOn, after.from)
}

/** Each source once, with its address where it has one. */
function sourcesOf(provisions: readonly Provision[]): readonly string[] {
  return [...new Set(provisions.map(({ source, url }) => (url.startsWith('http') ? `${source} ${url}` : source)))]
}

/** A set with the beginning of its digest, as `demerit card` and audits name it; a day before any law has none. */
function digested(id: string): string {
  return [id, ...(DEMERIT_LAWS[id]?.split(' ').slice(2) ?? [])].join(' ')
}

/** The law of a day: every number with its sentence, its source and how sure it is. */
export function LawPage({ place, words, says, go }: PageProps) {
  const locale = LOCALES[place.language]
  const given = givenIn(place.args, says)
  const day = given.day('day', FIRST_DAY, LAST_DAY, '2018-09-10')
  const set = ruleSetOn(cn, day)
  const atChanges = given.word('at', ['top', 'changes'], 'top') === 'changes'
  const [usualFrom, usualTo] = stepTo(set.id)
  const from = given.word('from', SET_IDS, usualFrom)
  const to = given.word('to', SET_IDS, usualTo)
  const offset = Math.round((Date.parse(day) - FIRST) / DAY_MS)
  const isOpen = set.bind.length + set.handle.length > 0
  const card = useMemo(() => ruleCard(cn, day, locale), [day, locale])
  const { card: told } = place.language === 'zh' ? zhCNCard : enCard
  const ofDay = card.sure.attested === 'after' ? says.mayHaveApplied(day, set.verifiedOn) : says.inForceOn(day)
  const heading = isOpen ? `${ofDay}${words.colon}${set.title[place.language]} (${set.id})` : card.heading
  const sources = sourcesOf(card.provisions)
  const compared = useMemo(() => differing(setOf(from), setOf(to), locale), [from, to, locale])
  return (
    <>
      <p class="lead">{words.lawLead}</p>
      <Problems problems={[...given.problems, ...(place.args.day === day ? [] : [says.dayTaken(day)])]} />
      <p class="controls">
        <label>
          {words.day}{' '}
          <input
            type="range"
            min={0}
            max={(LAST - FIRST) / DAY_MS}
            value={offset}
            aria-valuetext={day}
            onInput={(event) =>
              go({ args: { ...place.args, day: dayAt(Number(event.currentTarget.value)), at: '' } }, true)
            }
          />
        </label>
        <DayField
          day={day}
          words={words}
          says={says}
          change={(next) => go({ args: { ...place.args, day: next, at: '' } }, true)}
        />
      </p>
      <Beside.Provider
        value={{
          answer: isOpen ? [heading, ...inShort(card, place.language), card.validity] : [heading],
          notes: [`${words.sources}${words.colon}${sources.join(words.comma)}`],
        }}
      >
        <Timeline first={FIRST_DAY} last={LAST_DAY} day={day} words={words} says={says} language={place.language} />
      </Beside.Provider>
      <h3 aria-live="polite">{heading}</h3>
      {isOpen && <p>{words.inShort}</p>}
      {isOpen && (
        <ul class="short">
          {inShort(card, place.language).map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {isOpen && <p class="validity">{card.validity}</p>}
      {isOpen && (
        <section aria-label={told.sureTitle}>
          <h4>{told.sureTitle}</h4>
          <ul>
            {card.certainty.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </section>
      )}
      {isOpen && <Grades provisions={card.provisions} language={place.language} words={words} />}
      {(['bind', 'handle'] as const).map((question) => (
        <ProvisionTable
          key={question}
          card={card}
          question={question}
          language={place.language}
          words={words}
          says={says}
        />
      ))}
      {isOpen && card.leftOut.length > 0 && (
        <details class="fold">
          <summary>
            {words.leftOut} ({card.leftOut.length})
          </summary>
          <ul>
            {card.leftOut.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          <p>
            <DocumentLink name="SCOPE" english={words}>
              {words.allLeftOut}
            </DocumentLink>
          </p>
        </details>
      )}
      <HeatMap words={words} says={says} language={place.language} now={set.id} />
      <Steps
        words={words}
        says={says}
        locale={locale}
        from={from}
        to={to}
        compared={compared}
        isAsked={atChanges}
        change={(next) => go({ args: { ...place.args, ...next } }, true)}
      />
      <Cite
        place={place}
        words={words}
        asked={[
          heading,
          ...(isOpen
            ? [...inShort(card, place.language), ...card.certainty].map((each) => each.replace(/[.。]$/, ''))
            : []),
          `${words.changed}${words.colon}${from} → ${to}`,
          ...toldChanges(compared, { words, says }, true),
          `SHA-256${words.colon}${[...new Set([set.id, from, to])].map(digested).join(words.comma)}`,
        ].join(words.semicolon)}
        again={`card ${day}`}
        sources={sourcesOf([...card.provisions, ...compared.rules.flatMap(compared.of).flat()])}
      />
    </>
  )
}

/** A day as it is typed: what is not yet a day of the page stays in the field, and changes nothing else. */
function DayField({
  day,
  words,
  says,
  change,
}: Pick<PageProps, 'words' | 'says'> & { readonly day: string; readonly change: (day: string) => void }) {
  const { text, problem, type } = useTyped(day, String, (typed) => dayIn(typed, FIRST_DAY, LAST_DAY, says), change)
  return (
    <span>
      <input
        type="date"
        aria-label={words.day}
        aria-invalid={problem !== undefined}
        value={text}
        min={FIRST_DAY}
        max={LAST_DAY}
        onInput={(event) => type(event.currentTarget.value)}
      />{' '}
      <span role="status" class="problem">
        {problem !== undefined && `${problem} ${says.shownInstead(day)}`}
      </span>
    </span>
  )
}

interface TableProps extends Pick<PageProps, 'words'> {
  readonly language: 'zh' | 'en'
}

/** What the grades of provisions mean. */
function Grades({
  provisions,
  language,
  words,
  children,
}: TableProps & { readonly provisions: readonly Provision[]; readonly children?: ComponentChildren }) {
  const { sources } = LOCALES[language]
  const found = new Set(provisions.map(({ grade }) => grade))
  return (
    <p class="legend">
      <span>
        {words.grade}
        {words.colon}
      </span>
      {GRADES.filter((grade) => found.has(grade)).map((grade) => (
        <span key={grade}>
          <span class={`mark grade-${grade}`}>{grade}</span> {sources.grades[grade]}
        </span>
      ))}
      {children}
    </p>
  )
}

/** A source with its address, from when it is known, and where it was read. */
function SourceLink({
  provision: { source, url, since },
  day,
  language,
  words,
  says,
}: TableProps &
  Pick<PageProps, 'says'> & {
    readonly provision: Provision
    /** What is known only from a later day says so. */
    readonly day?: string
  }) {
  const { card: told } = language === 'zh' ? zhCNCard : enCard
  const known = day !== undefined && since > day ? told.later(since) : says.knownFrom(since)
  return (
    <>
      {url.startsWith('http') ? <a href={url}>{source}</a> : source}{' '}
      <small>{[known, readAt(url, says)].filter((each) => each !== '').join(words.semicolon)}</small>
    </>
  )
}

function ProvisionTable({
  card,
  question,
  language,
  words,
  says,
}: TableProps & Pick<PageProps, 'says'> & { readonly card: RuleCard; readonly question: 'bind' | 'handle' }) {
  const { names, sources } = LOCALES[language]
  const rows = card.provisions.filter((each) => each.question === question)
  if (rows.length === 0) return null
  const { card: told } = language === 'zh' ? zhCNCard : enCard
  const heads = [words.rule, words.value, words.binds, words.sentence, words.source, words.grade]
  /** What the source is, and how it was reached. */
  const rests = ({ grade, reached }: Provision) =>
    grade === 'I'
      ? `I${language === 'zh' ? '，' : ': '}${sources.grades.I}`
      : told.rests(grade, sources.grades[grade], sources.reached[reached])
  return (
    <details class="fold">
      <summary>{says.everyProvision(names.questions[question], rows.length)}</summary>
      <TableBox label={names.questions[question]}>
        <table class="stacked">
          <caption>{names.questions[question]}</caption>
          <Head columns={heads} />
          <tbody>
            {rows.map((each) => (
              <tr key={`${each.rule} ${String(each.channels)}`} class={each.grade === 'I' ? 'inferred' : undefined}>
                <th scope="row">{each.name}</th>
                <td data-head={heads[1]}>{each.number}</td>
                <td data-head={heads[2]}>{each.binds}</td>
                <td data-head={heads[3]}>{each.law}</td>
                <td data-head={heads[4]}>
                  <SourceLink provision={each} day={card.day} language={language} words={words} says={says} />
                  <AllSources citation={each.citation} language={language} words={words} says={says} />
                </td>
                <td data-head={heads[5]}>
                  <small class={`rests grade-${each.grade}`}>{rests(each)}</small>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </details>
  )
}

/** Everything that was read for a provision, with its day, and the open questions that it answers. */
function AllSources({
  citation,
  language,
  words,
  says,
}: TableProps & Pick<PageProps, 'says'> & { readonly citation: Provision['citation'] }) {
  const basis = CITATIONS[citation]?.basis.split(', ') ?? []
  const keys = [...new Set(basis.flatMap((fact) => facts[fact] ?? []))]
  return (
    <details class="sources">
      <summary>{says.sourcesRead(keys.length)}</summary>
      <ul>
        {keys.map((key) => {
          const source = sources[key] as (typeof sources)[string]
          const [what, url] = source
          return (
            <li key={key}>
              <a href={url}>{language === 'zh' ? chineseName(key, source) : what}</a> <small>{readAt(url, says)}</small>
            </li>
          )
        })}
        {basis.map((fact) => (
          <li key={fact}>
            <DocumentLink name={fact.startsWith('F') ? 'FACTS' : 'INTERPRETATIONS'} english={words}>
              {says.noteOf(fact)}
            </DocumentLink>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Longer numbers are opened by who wants to read them. */
const MOST_SHOWN = 72

function HeatMap({ words, says, language, now }: TableProps & Pick<PageProps, 'says'> & { readonly now: string }) {
  const { names } = LOCALES[language]
  const columns = useMemo(
    () => SETS.map((set) => ({ set, provisions: ruleCard(set, set.from, LOCALES[language]).provisions })),
    [language],
  )
  const all = columns.flatMap(({ provisions }) => provisions)
  const used: readonly RuleId[] = [...new Set(all.map(({ rule }) => rule))]
  const saidIn = (rule: RuleId) =>
    columns.map(({ provisions }) =>
      provisions
        .filter((each) => each.rule === rule)
        .map(saidBy)
        .join(),
    )
  const alike = used.filter((rule) => new Set(saidIn(rule)).size === 1)
  const table = (rules: readonly RuleId[], label: string) => (
    <TableBox label={label}>
      <table class="heat">
        <thead>
          <tr>
            <th scope="col">{words.rule}</th>
            {columns.map(({ set }) => (
              <th key={set.id} scope="col" class={set.id === now ? 'now' : undefined}>
                {set.title[language]} <small>{set.id}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule}>
              <th scope="row">{names.rules[rule]}</th>
              {columns.map(({ set, provisions }) => (
                <td key={set.id}>
                  <HeatCell
                    provisions={provisions.filter((each) => each.rule === rule)}
                    row={all.filter((each) => each.rule === rule)}
                    words={words}
                    says={says}
                    language={language}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
  return (
    <details
      class="fold"
      onToggle={({ currentTarget }) => {
        // Where the table is wider than the screen, it opens on the set of the day.
        const [box, first, column] = ['.scroll', 'th', 'th.now'].map((each) =>
          currentTarget.querySelector<HTMLElement>(each),
        )
        if (box && first && column) box.scrollLeft = column.offsetLeft - first.offsetWidth
      }}
    >
      <summary>{words.byVersion}</summary>
      <p class="narrow">{words.goesOn}</p>
      {table(
        used.filter((rule) => !alike.includes(rule)),
        words.byVersion,
      )}
      <details>
        <summary>{says.allAgree(alike.length)}</summary>
        {table(alike, says.allAgree(alike.length))}
      </details>
      <Grades provisions={all} language={language} words={words}>
        <span>
          <span class="mark">✓</span> {words.noNumber}
        </span>
        <span>
          <span class="mark">–</span> {words.notInSet}
        </span>
      </Grades>
    </details>
  )
}

/** Two sets side by side: only the rules in which they differ. */
function Differences({
  words,
  says,
  language,
  from,
  to,
  compared: { rules, of },
}: TableProps &
  Pick<PageProps, 'says'> & {
    readonly from: string
    readonly to: string
    readonly compared: Differing
  }) {
  const second = setOf(to)
  const { names, sources } = LOCALES[language]
  const { card: told } = language === 'zh' ? zhCNCard : enCard
  const card = ruleCard(second, second.from, LOCALES[language])
  // What a national set no longer has is told against the one before it.
  const absences = stepTo(to)[0] === from ? card.absences : []
  const sets = [setOf(from), second]
  const heads = [words.rule, ...sets.map((set) => `${set.title[language]} (${set.id})`)]
  const title = changeTold(from, to, says) ?? words.setsDiffer
  return (
    <section>
      <h4>{title}</h4>
      <p>
        {second.title[language]}
        {words.colon}
        {card.validity}
      </p>
      {rules.length === 0 ? (
        <p>{words.noneInSets}</p>
      ) : (
        <TableBox label={title}>
          <table class="stacked differences">
            <Head columns={heads} />
            <tbody>
              {rules.map((rule) => (
                <tr key={rule}>
                  <th scope="row">{names.rules[rule]}</th>
                  {of(rule).map((list, index) => (
                    <td key={heads[index + 1]} data-head={heads[index + 1]}>
                      <HeatCell
                        provisions={list}
                        row={of(rule).flat()}
                        before={index === 0 ? [] : of(rule)[0]}
                        words={words}
                        says={says}
                        language={language}
                        isSourced
                      />
                      {index === 1 &&
                        absences
                          .filter((each) => each.rule === rule)
                          .map(({ question, grade, citation }) => {
                            const source = citation === null ? undefined : CITATIONS[citation]
                            const said = source && ([told.law(source), sources.of(source)] as const)
                            return <small key={question}> {told.absent(names.rules[rule], grade, said)}</small>
                          })}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
    </section>
  )
}

/**
 * The provisions of a rule in one set: each number with its grade, its source if that is asked for; and for which question and channels
 * it is, in every cell of a row where not all provisions are for the same.
 */
function HeatCell({
  provisions,
  row,
  before = [],
  words,
  says,
  language,
  isSourced = false,
}: TableProps &
  Pick<PageProps, 'says'> & {
    readonly provisions: readonly Provision[]
    /** Those of the rule in all sets of the table. */
    readonly row: readonly Provision[]
    /** Those of the set that this one is compared with. */
    readonly before?: readonly Provision[] | undefined
    readonly isSourced?: boolean
  }) {
  const { names } = LOCALES[language]
  if (provisions.length === 0) return <span class="absent">–</span>
  const asked = [...new Set(row.map(({ question }) => question))]
  const lacking = asked.filter((each) => provisions.every(({ question }) => question !== each))
  const [byQuestion, byChannel] = [asked.length > 1, new Set(row.map(({ binds }) => binds)).size > 1]
  const said = before.map(saidBy)
  return (
    <>
      {provisions.map((provision) => {
        const { question, binds, number, grade } = provision
        const about = [byQuestion ? names.questions[question] : '', byChannel ? binds : ''].filter(
          (each) => each !== '',
        )
        const text = number === '' ? '✓' : number
        return (
          <span key={`${question} ${binds}`} class={`provision grade-${grade}`}>
            {about.length > 0 && (
              <small>
                {about.join(words.comma)}
                {words.colon}
              </small>
            )}
            {text.length > MOST_SHOWN ? (
              <details>
                <summary>{`${text.slice(0, MOST_SHOWN / 2)}…`}</summary>
                {text}
              </details>
            ) : (
              text
            )}{' '}
            {said.includes(saidBy(provision)) && <small>({words.unchanged}) </small>}
            {isSourced && (
              <small>
                <SourceLink provision={provision} language={language} words={words} says={says} />{' '}
              </small>
            )}
            <small>{grade}</small>
          </span>
        )
      })}
      {lacking.map((question) => (
        <span key={question} class="absent lacking">
          {names.questions[question]}
          {words.colon}
          {words.notInSet}
        </span>
      ))}
    </>
  )
}

function Steps({
  words,
  says,
  locale,
  from,
  to,
  compared,
  isAsked,
  change,
}: Pick<PageProps, 'words' | 'says'> & {
  readonly locale: (typeof LOCALES)['en']
  readonly from: string
  readonly to: string
  /** The rules in which the two differ. */
  readonly compared: Differing
  /** Whether the address asks what changed. */
  readonly isAsked: boolean
  readonly change: (next: Readonly<Record<string, string>>) => void
}) {
  const language: Language = locale.tag === 'zh-CN' ? 'zh' : 'en'
  const section = useRef<HTMLElement>(null)
  // Who asks what changed sees what differs, also when what is above is drawn anew; until they do something themselves.
  useEffect(() => {
    if (!isAsked) return undefined
    const drawn = new ResizeObserver(() => section.current?.scrollIntoView())
    const events = ['wheel', 'touchstart', 'pointerdown', 'keydown']
    const end = () => {
      clearTimeout(settled)
      drawn.disconnect()
      for (const name of events) removeEventListener(name, end)
    }
    const settled = setTimeout(end, SETTLED)
    for (const name of events) addEventListener(name, end, { passive: true })
    drawn.observe(document.body)
    return end
  }, [])
  const choose = (label: string, value: string, set: (id: string) => void) => (
    <select aria-label={label} value={value} onChange={(event) => set(event.currentTarget.value)}>
      {SETS.map(({ id, title }) => (
        <option key={id} value={id}>
          {title[language]} ({id})
        </option>
      ))}
    </select>
  )
  return (
    <section ref={section}>
      <h3>{words.changed}</h3>
      <p class="controls">
        {words.compare} {choose(words.compare, from, (id) => change({ from: id }))} {words.to}{' '}
        {choose(words.to, to, (id) => change({ to: id }))}
      </p>
      <Differences words={words} says={says} language={language} from={from} to={to} compared={compared} />
      <h4>{words.changedVerdicts}</h4>
      <ChangedVerdicts from={from} to={to} reform={NO_CHANGES} words={words} locale={locale} />
    </section>
  )
}
