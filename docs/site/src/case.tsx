import { type Decision, decideBinding, decideHandling, type Invalid, missingOf } from 'demerit'
import { explain, headline, type Locale } from 'demerit/explain'
import { CITATIONS, type RuleSet } from 'demerit/rules'
import { useState } from 'preact/hooks'
import { type Fact, type FactValue, type FactValues, factsOf, type QuestionName, SAMPLES, wordName } from './facts.ts'
import { Head } from './head.tsx'
import type { PageProps } from './page.ts'
import { SETS, setOf } from './sets.ts'
import { LOCALES, type Words } from './words.ts'

function decide(question: QuestionName, facts: FactValues, set: RuleSet): Decision | Invalid {
  return question === 'bind' ? decideBinding(facts as never, set) : decideHandling(facts as never, set)
}

/** A form of facts: every finding as it is typed, the same case under all sets, and what would help. */
export function CasePage({ place, words, go }: PageProps) {
  const locale = LOCALES[place.language]
  const question: QuestionName = place.args.question === 'handle' ? 'handle' : 'bind'
  const set = setOf(place.args.set)
  const facts = factsIn(place.args.facts, question)
  const keep = (next: Readonly<Record<string, string>>) => go({ args: { ...place.args, ...next } }, true)
  const change = (name: string, value: FactValue | undefined) => {
    const { [name]: _, ...others } = facts
    keep({ facts: JSON.stringify(value === undefined ? others : { ...others, [name]: value }) })
  }
  const decision = decide(question, facts, set)
  return (
    <>
      <p class="lead">{words.caseLead}</p>
      <p class="controls">
        <label>
          {words.question}{' '}
          <select value={question} onChange={(event) => keep({ question: event.currentTarget.value, facts: '' })}>
            {(['bind', 'handle'] as const).map((each) => (
              <option key={each} value={each}>
                {locale.names.questions[each]}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.ruleSet}{' '}
          <select value={set.id} onChange={(event) => keep({ set: event.currentTarget.value })}>
            {SETS.map(({ id, title }) => (
              <option key={id} value={id}>
                {title[place.language]} ({id})
              </option>
            ))}
          </select>
        </label>
      </p>
      <div class="two">
        <section>
          <h3>{words.facts}</h3>
          <div class="facts">
            {factsOf(question).map((fact) => (
              <FactField
                key={fact.name}
                fact={fact}
                value={facts[fact.name]}
                locale={locale}
                words={words}
                change={change}
              />
            ))}
          </div>
        </section>
        <section>
          <h3>{words.findings}</h3>
          <p class={`verdict ${decision.verdict}`} role="status">
            {headline(decision, locale)}
          </p>
          <Findings decision={decision} locale={locale} set={set} />
          <Help question={question} facts={facts} set={set} locale={locale} words={words} />
        </section>
      </div>
      <SideBySide question={question} facts={facts} locale={locale} words={words} />
      <Copies question={question} facts={facts} set={set} words={words} />
    </>
  )
}

function factsIn(text: string | undefined, question: QuestionName): FactValues {
  try {
    const parsed: unknown = JSON.parse(text ?? '')
    if (typeof parsed === 'object' && parsed !== null) return parsed as FactValues
  } catch {
    // An address without facts, or with broken ones, shows the sample.
  }
  return SAMPLES[question]
}

/** What is against it comes first. */
const ORDER: readonly string[] = ['fails', 'unknown', 'holds', 'not-applicable']

function Findings({
  decision,
  locale,
  set,
}: {
  readonly decision: Decision | Invalid
  readonly locale: Locale
  readonly set: RuleSet
}) {
  const sentences = explain(decision, locale, { cite: { ...CITATIONS, ...set.citations } })
  const outcomes = decision.verdict === 'invalid' ? [] : decision.findings.map(({ outcome }) => outcome)
  return (
    <ul class="findings">
      {sentences
        .map((sentence, index) => ({ sentence, outcome: outcomes[index] ?? 'fails' }))
        .sort((one, other) => ORDER.indexOf(one.outcome) - ORDER.indexOf(other.outcome))
        .map(({ sentence, outcome }) => (
          <li key={sentence} class={outcome}>
            {sentence}
          </li>
        ))}
    </ul>
  )
}

interface FieldProps {
  readonly fact: Fact
  readonly value: FactValue | undefined
  readonly locale: Locale
  readonly words: Words
  readonly change: (name: string, value: FactValue | undefined) => void
}

function FactField({ fact, value, locale, words, change }: FieldProps) {
  const id = `fact-${fact.name}`
  const label = <label for={id}>{locale.names.facts[fact.name]}</label>
  const set = (next: FactValue | undefined) => change(fact.name, next)
  switch (fact.kind) {
    case 'word':
    case 'flag': {
      const options = fact.kind === 'flag' ? ['true', 'false'] : (fact.words ?? [])
      const name = (word: string) =>
        fact.kind === 'flag' ? (word === 'true' ? words.yes : words.no) : wordName(locale, fact.name, word)
      return (
        <p>
          {label}
          <select
            id={id}
            value={value === undefined ? '' : String(value)}
            onChange={({ currentTarget: { value: text } }) =>
              set(text === '' ? undefined : fact.kind === 'flag' ? text === 'true' : text)
            }
          >
            <option value="">{words.unknown}</option>
            {options.map((word) => (
              <option key={word} value={word}>
                {name(word)}
              </option>
            ))}
          </select>
        </p>
      )
    }
    case 'words': {
      const chosen = Array.isArray(value) ? (value as readonly string[]) : []
      return (
        <fieldset>
          <legend>{locale.names.facts[fact.name]}</legend>
          <label>
            <input
              type="checkbox"
              checked={value === undefined}
              onChange={() => set(value === undefined ? [] : undefined)}
            />{' '}
            {words.unknown}
          </label>
          {value !== undefined &&
            (fact.words ?? []).map((word) => (
              <label key={word}>
                <input
                  type="checkbox"
                  checked={chosen.includes(word)}
                  onChange={() =>
                    set(
                      (fact.words ?? []).filter((each) =>
                        each === word ? !chosen.includes(word) : chosen.includes(each),
                      ),
                    )
                  }
                />{' '}
                {wordName(locale, fact.name, word)}
              </label>
            ))}
        </fieldset>
      )
    }
    case 'instant': {
      const text = typeof value === 'string' ? value.slice(0, 16) : ''
      return (
        <p>
          {label}
          <span>
            <input
              id={id}
              type="datetime-local"
              value={text}
              onChange={({ currentTarget: { value: next } }) => set(next === '' ? undefined : `${next}:00.000+08:00`)}
            />
            {fact.orNull && (
              <label>
                <input
                  type="checkbox"
                  checked={value === null}
                  onChange={() => set(value === null ? undefined : null)}
                />{' '}
                {words.no}
              </label>
            )}
          </span>
        </p>
      )
    }
    case 'fen':
    case 'count':
      return (
        <p>
          {label}
          <input
            id={id}
            type="number"
            min={0}
            value={typeof value === 'number' ? value / (fact.kind === 'fen' ? 100 : 1) : ''}
            onInput={({ currentTarget: { value: text } }) =>
              set(text === '' ? undefined : Math.round(Number(text) * (fact.kind === 'fen' ? 100 : 1)))
            }
          />
        </p>
      )
    case 'id':
      return (
        <p>
          {label}
          <input
            id={id}
            type="text"
            value={typeof value === 'string' ? value : ''}
            onInput={({ currentTarget: { value: text } }) => set(text === '' ? undefined : text)}
          />
        </p>
      )
  }
}

/** Changes of one fact that permit what is not permitted, at most five. */
function helpful(
  question: QuestionName,
  facts: FactValues,
  set: RuleSet,
): readonly (readonly [name: string, value: FactValue])[] {
  if (decide(question, facts, set).verdict === 'permitted') return []
  const found: (readonly [string, FactValue])[] = []
  for (const fact of factsOf(question)) {
    for (const value of candidates(fact, facts)) {
      if (found.length === 5) return found
      if (decide(question, { ...facts, [fact.name]: value }, set).verdict !== 'permitted') continue
      found.push([fact.name, value])
      break
    }
  }
  return found
}

function candidates(fact: Fact, facts: FactValues): readonly FactValue[] {
  const value = facts[fact.name]
  switch (fact.kind) {
    case 'flag':
      return [true, false]
    case 'word':
      return fact.words ?? []
    case 'words':
      return [[], ...(fact.words ?? []).map((word) => [word])]
    case 'count':
    case 'fen':
      return typeof value === 'number'
        ? [value - 1, value - 2, Math.floor(value / 2), 0].filter((each) => each >= 0)
        : [0]
    case 'instant':
      return Object.values(facts).filter((each): each is string => typeof each === 'string' && each.includes('T'))
    case 'id':
      return fact.name === 'vehicleOwner' && typeof facts.driver === 'string' ? [facts.driver] : []
  }
}

function Help({
  question,
  facts,
  set,
  locale,
  words,
}: {
  readonly question: QuestionName
  readonly facts: FactValues
  readonly set: RuleSet
  readonly locale: Locale
  readonly words: Words
}) {
  if (decide(question, facts, set).verdict !== 'refused') return null
  const changes = helpful(question, facts, set)
  const told = (name: string, value: FactValue) =>
    typeof value === 'boolean'
      ? value
        ? words.yes
        : words.no
      : typeof value === 'string'
        ? wordName(locale, name, value)
        : Array.isArray(value) && value.length === 0
          ? '—'
          : String(value)
  return (
    <>
      <h4>{words.helps}</h4>
      {changes.length === 0 && <p>{words.noHelp}</p>}
      <ul>
        {changes.map(([name, value]) => (
          <li key={name}>
            {locale.names.facts[name as Fact['name']]}: {told(name, value)}
          </li>
        ))}
      </ul>
    </>
  )
}

function SideBySide({
  question,
  facts,
  locale,
  words,
}: {
  readonly question: QuestionName
  readonly facts: FactValues
  readonly locale: Locale
  readonly words: Words
}) {
  return (
    <section class="scroll" tabIndex={0} aria-label={words.sideBySide}>
      <table>
        <caption>{words.sideBySide}</caption>
        <Head columns={[words.ruleSet, words.verdict, words.failing, words.missing]} />
        <tbody>
          {SETS.map((set) => {
            const decision = decide(question, facts, set)
            const failing =
              decision.verdict === 'invalid' ? [] : decision.findings.filter(({ outcome }) => outcome === 'fails')
            const missing = decision.verdict === 'invalid' ? [] : missingOf(decision)
            return (
              <tr key={set.id}>
                <th scope="row">{set.id}</th>
                <td class={decision.verdict}>{locale.names.verdicts[decision.verdict]}</td>
                <td>{failing.map(({ rule }) => locale.names.rules[rule]).join(', ')}</td>
                <td>{missing.map((fact) => locale.names.facts[fact]).join(', ')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function Copies({
  question,
  facts,
  set,
  words,
}: {
  readonly question: QuestionName
  readonly facts: FactValues
  readonly set: RuleSet
  readonly words: Words
}) {
  const [said, setSaid] = useState('')
  const json = JSON.stringify(facts, null, 2)
  const call = question === 'bind' ? 'decideBinding' : 'decideHandling'
  const exported = {
    'cn-2013-05-02': 'cn2013',
    'chengdu-2017-11-16': 'chengdu2017',
    'as-reported': 'asReported',
    'plan-2018-03-01': 'plan2018',
    'cn-2018-02-24': 'cn2018february',
    'cn-2018-09-01': 'cn2018september',
    'cn-2020-09-28': 'cn2020',
    'cn-2024-11-01': 'cn2024',
  }[set.id]
  const texts: Readonly<Record<string, () => Promise<string>>> = {
    TypeScript: async () =>
      `import { ${call} } from 'demerit'\nimport { ${exported} } from 'demerit/rules'\n\nconst decision = ${call}(${json}, ${exported})\nconsole.log(decision.verdict)\n`,
    JSON: async () => json,
    SQL: async () => {
      const { decisionSql, factsTable } = await import('demerit/sql')
      const table = factsTable(question, { dialect: 'postgresql', name: 'facts' })
      return `${table.ddl};\n${table.insert([{ id: 1, facts }]).sql};\n${decisionSql(set, question, { dialect: 'postgresql', from: 'facts' })};\n`
    },
  }
  return (
    <p class="controls">
      {words.copy}
      {Object.entries(texts).map(([name, text]) => (
        <button
          key={name}
          type="button"
          onClick={async () => {
            await navigator.clipboard.writeText(await text())
            setSaid(`${name}: ${words.copied}`)
          }}
        >
          {name}
        </button>
      ))}
      <span role="status">{said}</span>
    </p>
  )
}
