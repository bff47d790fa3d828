import { compareRuleSets } from 'demerit/analysis'
import { explain, headline } from 'demerit/explain'
import { CITATIONS, cn, RULE_IDS, type RuleSet, ruleSetOn } from 'demerit/rules'
import { useMemo, useState } from 'preact/hooks'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { numbersOf, SETS } from './sets.ts'
import { LOCALES } from './words.ts'

const FIRST = Date.UTC(2012, 0, 1)
const LAST = Date.UTC(2026, 11, 31)
const DAY_MS = 86_400_000

function dayAt(offset: number): string {
  return new Date(FIRST + offset * DAY_MS).toISOString().slice(0, 10)
}

/** The law of a day: every number with its sentence, its source and how sure it is. */
export function LawPage({ place, words, go }: PageProps) {
  const locale = LOCALES[place.language]
  const given = place.args.day ?? ''
  const day = /^\d{4}-\d\d-\d\d$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : '2018-09-10'
  const set = ruleSetOn(cn, day)
  const offset = Math.round((Date.parse(day) - FIRST) / DAY_MS)
  const isOpen = set.bind.length + set.handle.length > 0
  return (
    <>
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
        <input
          type="date"
          aria-label={words.day}
          value={day}
          min={dayAt(0)}
          max={dayAt((LAST - FIRST) / DAY_MS)}
          onChange={(event) => go({ args: { ...place.args, day: event.currentTarget.value } })}
        />
      </p>
      <h3 aria-live="polite">
        {words.inForce}: {isOpen ? `${set.title[place.language]} (${set.id})` : words.none}
      </h3>
      {(['bind', 'handle'] as const).map((question) => (
        <ProvisionTable key={question} set={set} question={question} language={place.language} words={words} />
      ))}
      <HeatMap words={words} language={place.language} now={set.id} />
      <Steps words={words} locale={locale} />
    </>
  )
}

interface TableProps extends Pick<PageProps, 'words'> {
  readonly language: 'zh' | 'en'
}

function ProvisionTable({
  set,
  question,
  language,
  words,
}: TableProps & { readonly set: RuleSet; readonly question: 'bind' | 'handle' }) {
  const { names } = LOCALES[language]
  if (set[question].length === 0) return null
  return (
    <section class="scroll" tabIndex={0} aria-label={names.questions[question]}>
      <table>
        <caption>{names.questions[question]}</caption>
        <Head columns={[words.rule, words.value, words.binds, words.sentence, words.source, words.grade]} />
        <tbody>
          {set[question].map((provision) => {
            const citation = { ...CITATIONS, ...set.citations }[provision.citation]
            return (
              <tr key={`${provision.rule} ${String(provision.channels)}`}>
                <th scope="row">
                  {names.rules[provision.rule]} <code>{provision.rule}</code>
                </th>
                <td>{numbersOf(provision, wordsOf(language))}</td>
                <td>
                  {provision.channels === 'all'
                    ? words.everyChannel
                    : provision.channels.map((each) => names.channels[each]).join(' ')}
                </td>
                <td lang={language === 'zh' ? 'zh-CN' : 'en'}>{citation?.[language]}</td>
                <td lang="zh-CN">
                  {citation?.instrument} {citation?.article} <small>{citation?.since}</small>
                </td>
                <td>
                  <span class={`grade grade-${citation?.grade}`}>{citation?.grade}</span>{' '}
                  <small>{citation?.reached}</small>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

/** Codes as they are called in a language, where they are called anything. */
export function wordsOf(language: 'zh' | 'en'): (word: string) => string {
  const { names } = LOCALES[language]
  const all: Readonly<Record<string, string>> = {
    ...names.licenceStates,
    ...names.ownerKinds,
    ...names.ownerConsents,
    ...names.recorders,
  }
  return (word) => (Object.hasOwn(all, word) ? (all[word] as string) : word)
}

function HeatMap({ words, language, now }: TableProps & { readonly now: string }) {
  const { names } = LOCALES[language]
  const used = RULE_IDS.filter((rule) =>
    SETS.some((set) => [...set.bind, ...set.handle].some((provision) => provision.rule === rule)),
  )
  return (
    <section class="scroll" tabIndex={0} aria-label={words.byVersion}>
      <table class="heat">
        <caption>{words.byVersion}</caption>
        <thead>
          <tr>
            <th scope="col">{words.rule}</th>
            {SETS.map((set) => (
              <th key={set.id} scope="col" class={set.id === now ? 'now' : undefined}>
                {set.id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {used.map((rule) => (
            <tr key={rule}>
              <th scope="row">{names.rules[rule]}</th>
              {SETS.map((set) => {
                const found = [...set.bind, ...set.handle].filter((provision) => provision.rule === rule)
                const grade =
                  found[0] === undefined ? '' : ({ ...CITATIONS, ...set.citations }[found[0].citation]?.grade ?? '')
                const text = found.map((provision) => numbersOf(provision, (word) => word) || '✓').join(' / ')
                return (
                  <td key={set.id} class={grade === '' ? 'absent' : `grade-${grade}`} title={grade}>
                    {found.length === 0 ? '–' : text.length > 14 ? '✓' : text}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Steps({ words, locale }: Pick<PageProps, 'words'> & { readonly locale: (typeof LOCALES)['en'] }) {
  const [from, setFrom] = useState('cn-2020-09-28')
  const [to, setTo] = useState('')
  const found = useMemo(() => {
    const [a, b] = [SETS.find(({ id }) => id === from), SETS.find(({ id }) => id === to)]
    return a === undefined || b === undefined || a === b ? undefined : compareRuleSets(a, b)
  }, [from, to])
  const choose = (label: string, value: string, set: (id: string) => void) => (
    <select aria-label={label} value={value} onChange={(event) => set(event.currentTarget.value)}>
      <option value="">…</option>
      {SETS.map(({ id }) => (
        <option key={id}>{id}</option>
      ))}
    </select>
  )
  return (
    <section>
      <h3>{words.changed}</h3>
      <p class="controls">
        {words.compare} {choose(words.compare, from, setFrom)} {words.to} {choose(words.to, to, setTo)}
      </p>
      {found?.changes.length === 0 && <p>{words.noChange}</p>}
      <ol>
        {found?.changes.slice(0, 12).map((change) => (
          <li key={`${change.question} ${change.rules} ${change.channels} ${change.vehicles}`}>
            <strong>
              {locale.names.questions[change.question]}: {locale.names.verdicts[change.from]} →{' '}
              {locale.names.verdicts[change.to]}
            </strong>{' '}
            {change.rules.map((rule) => locale.names.rules[rule]).join(', ')}
            <details>
              <summary>{words.facts}</summary>
              <p>{headline(change.to === 'refused' ? change.example.b : change.example.a, locale)}</p>
              <ul>
                {explain(change.to === 'refused' ? change.example.b : change.example.a, locale).map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
    </section>
  )
}
