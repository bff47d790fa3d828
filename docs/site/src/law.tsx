import { facts, sources } from 'virtual:dossier'
import { GRADES } from 'demerit'
import { type RuleCard, ruleCard } from 'demerit/analysis'
import { enCard, zhCNCard } from 'demerit/explain'
import { CITATIONS, cn, type RuleId, ruleSetOn } from 'demerit/rules'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { AskedChanges, ToldChange } from './compare-worker.ts'
import { differing, type Provision } from './differing.ts'
import { dayIn, givenIn } from './given.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import type { Language } from './place.ts'
import { Problems } from './problems.tsx'
import { SETS, setOf } from './sets.ts'
import { chineseName } from './source-names.ts'
import { Cite, TableBox } from './take.tsx'
import { Timeline } from './timeline.tsx'
import { useTyped } from './typed.ts'
import { failedWith, failingRule, LOCALES } from './words.ts'
import { useWork } from './work.ts'

const FIRST = Date.UTC(2012, 0, 1)
const LAST = Date.UTC(2026, 11, 31)
const DAY_MS = 86_400_000
const FIRST_DAY = dayAt(0)
const LAST_DAY = dayAt((LAST - FIRST) / DAY_MS)
const SET_IDS = SETS.map(({ id }) => id)

function dayAt(offset: number): string {
  return new Date(FIRST + offset * DAY_MS).toISOString().slice(0, 10)
}

/** The step by which the law came to a set: from the one before; to the second, if it is the first; the last one before there was any. */
function stepTo(id: string): readonly [from: string, to: string] {
  const ids = cn.sets.map((set) => set.id as string)
  const at = Math.max(1, ids.includes(id) ? ids.indexOf(id) : ids.length - 1)
  return [ids[at - 1] as string, ids[at] as string]
}

/** The law of a day: every number with its sentence, its source and how sure it is. */
export function LawPage({ place, words, says, go }: PageProps) {
  const locale = LOCALES[place.language]
  const given = givenIn(place.args, says)
  const day = given.day('day', FIRST_DAY, LAST_DAY, '2018-09-10')
  const set = ruleSetOn(cn, day)
  const [usualFrom, usualTo] = stepTo(set.id)
  const from = given.word('from', SET_IDS, usualFrom)
  const to = given.word('to', SET_IDS, usualTo)
  const offset = Math.round((Date.parse(day) - FIRST) / DAY_MS)
  const isOpen = set.bind.length + set.handle.length > 0
  const card = useMemo(() => ruleCard(cn, day, locale), [day, locale])
  const { card: told } = place.language === 'zh' ? zhCNCard : enCard
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
            onInput={(event) => go({ args: { ...place.args, day: dayAt(Number(event.currentTarget.value)) } }, true)}
          />
        </label>
        <DayField
          day={day}
          words={words}
          says={says}
          change={(next) => go({ args: { ...place.args, day: next } }, true)}
        />
      </p>
      <Timeline first={FIRST_DAY} last={LAST_DAY} day={day} words={words} says={says} language={place.language} />
      <h3 aria-live="polite">
        {isOpen ? `${says.inForceOn(day)}${words.colon}${set.title[place.language]} (${set.id})` : says.noRuleOn(day)}
      </h3>
      {isOpen && <p class="validity">{card.validity}</p>}
      {isOpen && card.leftOut.length > 0 && (
        <section aria-label={told.leftOutTitle}>
          <h4>{told.leftOutTitle}</h4>
          <ul>
            {card.leftOut.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </section>
      )}
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
      <HeatMap words={words} language={place.language} now={set.id} />
      <Steps
        words={words}
        locale={locale}
        from={from}
        to={to}
        change={(next) => go({ args: { ...place.args, ...next } }, true)}
      />
      <Cite
        place={place}
        words={words}
        asked={
          isOpen ? `${says.inForceOn(day)}${words.colon}${set.title[place.language]} (${set.id})` : says.noRuleOn(day)
        }
        sources={[
          ...new Set(card.provisions.map(({ source, url }) => (url.startsWith('http') ? `${source} ${url}` : source))),
        ]}
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
                {each.url.startsWith('http') ? <a href={each.url}>{each.source}</a> : each.source}{' '}
                <small>{each.since > card.day ? told.later(each.since) : says.beganOn(each.since)}</small>
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
              <a href={url}>{language === 'zh' ? chineseName(key, source) : what}</a>
            </li>
          )
        })}
        {basis.map((fact) => (
          <li key={fact}>
            <a hreflang="en" href={`./docs/${fact.startsWith('F') ? 'FACTS' : 'INTERPRETATIONS'}.html`}>
              {fact}
            </a>
            {words.inEnglish}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** Longer numbers are opened by who wants to read them. */
const MOST_SHOWN = 72

function HeatMap({ words, language, now }: TableProps & { readonly now: string }) {
  const { names, sources } = LOCALES[language]
  const columns = useMemo(
    () => SETS.map((set) => ({ set, provisions: ruleCard(set, set.from, LOCALES[language]).provisions })),
    [language],
  )
  const used: readonly RuleId[] = [...new Set(columns.flatMap(({ provisions }) => provisions.map(({ rule }) => rule)))]
  const found = new Set(columns.flatMap(({ provisions }) => provisions.map(({ grade }) => grade)))
  const grades = GRADES.filter((grade) => found.has(grade))
  const box = useRef<HTMLElement>(null)
  // Where the table is wider than the screen, it opens on the set of the day.
  useEffect(() => {
    const [first, column] = ['th', 'th.now'].map((each) => box.current?.querySelector<HTMLElement>(each))
    if (box.current && first && column) box.current.scrollLeft = column.offsetLeft - first.offsetWidth
  }, [now, language])
  return (
    <section>
      <h3>{words.byVersion}</h3>
      <p class="narrow">{words.goesOn}</p>
      <TableBox box={box} label={words.byVersion}>
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
            {used.map((rule) => (
              <tr key={rule}>
                <th scope="row">{names.rules[rule]}</th>
                {columns.map(({ set, provisions }) => (
                  <td key={set.id}>
                    <HeatCell
                      provisions={provisions.filter((each) => each.rule === rule)}
                      asked={askedOf(columns.flatMap((each) => each.provisions.filter((other) => other.rule === rule)))}
                      words={words}
                      language={language}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      <p class="legend">
        {grades.map((grade) => (
          <span key={grade}>
            <span class={`mark grade-${grade}`}>{grade}</span> {sources.grades[grade]}
          </span>
        ))}
        <span>
          <span class="mark">✓</span> {words.noNumber}
        </span>
        <span>
          <span class="mark">–</span> {words.notInSet}
        </span>
      </p>
    </section>
  )
}

/** Two sets side by side: only the rules in which they differ. */
function Differences({ words, language, from, to }: TableProps & { readonly from: string; readonly to: string }) {
  const second = setOf(to)
  const { names } = LOCALES[language]
  const sets = [setOf(from), second]
  const { rules, of } = differing(setOf(from), second, LOCALES[language])
  const heads = [words.rule, ...sets.map((set) => `${set.title[language]} (${set.id})`)]
  return (
    <section>
      <h4>{words.setsDiffer}</h4>
      <p>
        {second.title[language]}
        {words.colon}
        {ruleCard(second, second.from, LOCALES[language]).validity}
      </p>
      {rules.length === 0 ? (
        <p>{words.noneInSets}</p>
      ) : (
        <TableBox label={words.setsDiffer}>
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
                        asked={askedOf(of(rule).flat())}
                        words={words}
                        language={language}
                        isSourced
                      />
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

/** The questions that provisions are of. */
function askedOf(provisions: readonly Provision[]): readonly Provision['question'][] {
  return [...new Set(provisions.map(({ question }) => question))]
}

/**
 * The provisions of a rule in one set: each number with its grade, its source if that is asked for, and what it is for where there are
 * several, or where other sets have the rule for another question.
 */
function HeatCell({
  provisions,
  asked,
  words,
  language,
  isSourced = false,
}: TableProps & {
  readonly provisions: readonly Provision[]
  readonly asked: readonly Provision['question'][]
  readonly isSourced?: boolean
}) {
  const { names } = LOCALES[language]
  if (provisions.length === 0) return <span class="absent">–</span>
  const differ = (of: (each: Provision) => string) => new Set(provisions.map(of)).size > 1
  const lacking = asked.filter((each) => provisions.every(({ question }) => question !== each))
  const [byQuestion, byChannel] = [asked.length > 1, differ(({ binds }) => binds)]
  const told = ({ number, grade, source }: Provision) => `${number} ${grade} ${isSourced ? source : ''}`
  const differs = lacking.length > 0 || differ(told)
  const seen = new Set<string>()
  return (
    <>
      {provisions.map((provision) => {
        const { question, binds, number, grade, source, url } = provision
        // Where all say the same, it stands once.
        if (seen.has(told(provision)) && !differs) return null
        seen.add(told(provision))
        const about = differs ? [byQuestion ? names.questions[question] : '', byChannel ? binds : ''] : []
        const text = number === '' ? '✓' : number
        return (
          <span key={`${question} ${binds}`} class={`provision grade-${grade}`}>
            {about
              .filter((each) => each !== '')
              .map((each) => (
                <small key={each}>{each} </small>
              ))}
            {text.length > MOST_SHOWN ? (
              <details>
                <summary>{`${text.slice(0, MOST_SHOWN / 2)}…`}</summary>
                {text}
              </details>
            ) : (
              text
            )}{' '}
            {isSourced && <small>{url.startsWith('http') ? <a href={url}>{source}</a> : source} </small>}
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
  locale,
  from,
  to,
  change,
}: Pick<PageProps, 'words'> & {
  readonly locale: (typeof LOCALES)['en']
  readonly from: string
  readonly to: string
  readonly change: (next: Readonly<Record<string, string>>) => void
}) {
  const language: Language = locale.tag === 'zh-CN' ? 'zh' : 'en'
  const [work, start] = useWork<AskedChanges, never, readonly ToldChange[]>(
    () => new Worker(new URL('./compare-worker.ts', import.meta.url), { type: 'module' }),
    words.notLoaded,
  )
  useEffect(() => start({ from, to, language }), [from, to, language])
  const section = useRef<HTMLElement>(null)
  // Who comes for two sets sees what differs.
  useEffect(() => {
    if (location.hash.includes('from=')) section.current?.scrollIntoView()
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
      <Differences words={words} language={language} from={from} to={to} />
      <h4>{words.changedVerdicts}</h4>
      <p>{words.changedLead}</p>
      <p role="status" class={work.error === undefined ? undefined : 'problem'}>
        {work.running && words.counting}
        {work.error !== undefined && failedWith(work.error, words)}
        {work.result?.length === 0 && words.noChange}
      </p>
      <ol>
        {work.result?.map((change) => (
          <li key={`${change.question} ${change.rules} ${change.channels} ${change.vehicles}`}>
            <strong>
              {locale.names.questions[change.question]}
              {words.colon}
              {locale.names.verdicts[change.from]} → {locale.names.verdicts[change.to]}
            </strong>{' '}
            {change.rules.map((rule) => failingRule(rule, words, locale)).join(words.comma)}{' '}
            <small>({change.channels.map((each) => locale.names.channels[each]).join(words.comma)})</small>
            <details>
              <summary>{words.oneCase}</summary>
              <p>{change.headline}</p>
              <ul class="findings">
                {change.findings.map(({ sentence, outcome }) => (
                  <li key={sentence} class={outcome}>
                    {sentence}
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}
