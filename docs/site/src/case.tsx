import { COUNT_LIMIT, type Decision, type Invalid, parseInstant } from 'demerit'
import { enCard, explain, headline, type Locale, zhCNCard } from 'demerit/explain'
import { CITATIONS, cn, type RuleSet, ruleSetOn } from 'demerit/rules'
import { useState } from 'preact/hooks'
import { ByChannel, channelVerdict } from './by-channel.tsx'
import { type AskedAct, onEachChannel, type Whole, wholeOf } from './channels.ts'
import {
  contraryIn,
  decide,
  type Fact,
  type FactValue,
  type FactValues,
  factsByWeight,
  factsOf,
  type QuestionName,
  SAMPLES,
  wordName,
} from './facts.ts'
import { fenIn, givenIn, momentIn, type Read, repeated, wholeIn } from './given.ts'
import type { PageProps } from './page.ts'
import { Problems } from './problems.tsx'
import { isNone, REFORM } from './reform.ts'
import { ReformNote, reformCited } from './reform-note.tsx'
import type { Says } from './says.ts'
import { lawIds, lawOf, lawTitle, PROVISIONS, type Rules, SETS } from './sets.ts'
import { Cite } from './take.tsx'
import { LOCALES, type Words } from './words.ts'

/** A form of facts: every finding as it is typed, and what would help. */
export function CasePage(props: PageProps) {
  const { place, words, says, reform, go } = props
  const locale = LOCALES[place.language]
  const given = givenIn(place.args, says)
  const question = given.word<QuestionName>('question', ['bind', 'handle'], 'bind')
  const chosen = given.word('set', lawIds(reform), isNone(reform) ? cn.id : REFORM)
  const set = lawOf(chosen, reform)
  const { facts, left } = given.json('facts', SAMPLES[question], { facts: SAMPLES[question], left: [] }, (value) =>
    factsIn(value, question, says),
  )
  const isSample = JSON.stringify(facts) === JSON.stringify(SAMPLES[question])
  const keep = (next: Readonly<Record<string, string>>) => go({ args: { ...place.args, ...next } }, true)
  const change = (name: string, value: FactValue | undefined) => {
    const { [name]: _, ...others } = facts
    keep({ facts: JSON.stringify(value === undefined ? others : { ...others, [name]: value }) })
  }
  const [cleared, setCleared] = useState(0)
  const clear = () => {
    // What was typed and could not be read goes too.
    setCleared(cleared + 1)
    keep({ facts: '{}' })
  }
  const asked = { question, facts, set }
  const decision = decide(question, facts, set)
  const answers = onEachChannel(asked)
  const whole = wholeOf(asked)
  const law = judging(set, whole.advice)
  const other = otherLaw(asked, { locale, words, says })
  const verdict = locale.grammar.paragraph([...toldVerdict(asked, whole, { locale, words, says }), ...other])
  // Of another law than that of the day it is known that it changed.
  const validity = law && validityOf(law, other.length > 0 ? undefined : whole.advice, { locale, words, says })
  const { first, others } = factsByWeight(question)
  const usual = others.filter(({ name }) => isUsual(facts[name], SAMPLES[question][name]))
  const field = (fact: Fact) => (
    <FactField
      key={`${question} ${cleared} ${fact.name}`}
      fact={fact}
      value={facts[fact.name]}
      locale={locale}
      words={words}
      says={says}
      change={change}
    />
  )
  return (
    <>
      <p class="lead">{[...(isSample ? [words.caseExample] : []), words.caseLead].join(words.gap)}</p>
      <Problems problems={[...given.problems, ...left]} />
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
          <select value={chosen} onChange={(event) => keep({ set: event.currentTarget.value })}>
            {lawIds(reform).map((id) => (
              <option key={id} value={id}>
                {lawTitle(id, props)}
              </option>
            ))}
          </select>
        </label>
      </p>
      {chosen === REFORM && <ReformNote {...props} />}
      <p class={`verdict top ${whole.verdict}`} role="status">
        {verdict}
      </p>
      {validity && <p class="validity">{validity}</p>}
      {question === 'handle' && facts.driver !== facts.vehicleOwner && <p>{words.whoDrove}</p>}
      <Problems
        problems={contraryIn(facts).map(([less, more]) =>
          says.contrary(locale.names.facts[less.name], locale.names.facts[more.name], less.kind === 'instant'),
        )}
      />
      {decision.verdict !== 'invalid' && (
        <ByChannel asked={asked} answers={answers} locale={locale} words={words} says={says} />
      )}
      <div class="two">
        <section>
          <h3>{words.facts}</h3>
          <p>
            <button type="button" onClick={clear}>
              {words.clearFacts}
            </button>
          </p>
          <div class="facts">{first.map(field)}</div>
          <details class="others">
            <summary>{says.otherFacts(others.length, usual.length)}</summary>
            <div class="facts">{others.map(field)}</div>
          </details>
        </section>
        <section>
          <h3>{words.findings}</h3>
          <Findings decision={decision} locale={locale} says={says} />
          <Help question={question} facts={facts} set={set} locale={locale} words={words} />
        </section>
      </div>
      <Copies question={question} facts={facts} set={set} words={words} />
      <Cite
        place={place}
        words={words}
        asked={[
          ...[verdict, validity ?? ''].filter((each) => each !== '').map((each) => each.replace(/[.。]$/, '')),
          `${words.facts}${words.colon}${[...first, ...others.filter(({ name }) => facts[name] !== undefined)].map((fact) => `${locale.names.facts[fact.name]}${words.colon}${valueTold(fact, facts[fact.name], locale, words)}`).join(words.comma)}`,
          ...answers.map(
            (answer) => `${locale.names.channels[answer.channel]}${words.colon}${channelVerdict(answer, locale, says)}`,
          ),
        ].join(words.semicolon)}
        // The facts as JSON are what is copied above.
        again={`explain facts.json --question ${question} --rules ${chosen}${chosen === REFORM ? '.json' : ''}`}
        sources={[
          chosen === REFORM
            ? reformCited(reform, props)
            : law
              ? `${law.title[place.language]} (${law.id})`
              : `${words.lawOfDay} (cn)`,
          ...documentsOf(
            whole.on === 'each' || whole.on === 'all' ? answers.map((each) => each.advice) : [whole.advice],
            locale,
          ),
        ]}
      />
    </>
  )
}

function isUsual(value: FactValue | undefined, usual: FactValue | undefined): boolean {
  return value !== undefined && JSON.stringify(value) === JSON.stringify(usual)
}

/** What a sentence on a case is made with. */
interface Telling {
  readonly locale: Locale
  readonly words: Words
  readonly says: Says
}

/** The set that judged, if one did. */
function judging(rules: Rules, decision: Decision | Invalid): RuleSet | undefined {
  const ofDay = decision.verdict === 'invalid' ? null : decision.ruleSet
  return SETS.find(({ id }) => id === (rules.id === cn.id ? ofDay : rules.id))
}

/** The verdict in sentences: on which channel, under which law, and where else. */
function toldVerdict(
  asked: AskedAct,
  { verdict, advice, on }: Whole,
  { locale, words, says }: Telling,
): readonly string[] {
  if (advice.verdict === 'invalid') return [headline(advice, locale)]
  const { names } = locale
  const told = on === 'each' ? words.seeChannels : names.verdicts[verdict]
  const isOpen = verdict !== 'permitted' && on !== 'each'
  return [
    says.verdictOn(
      names.questions[asked.question],
      words.onChannel[on],
      told,
      judging(asked.set, advice)?.title[says.language],
    ),
    ...(isOpen ? [headline(advice, locale)] : []),
    ...(on === 'all' && verdict !== 'refused' ? [words.noChannel] : []),
  ]
}

/** If what judges is a set that was not the national rule of the day of the act: which one was, and what it says. */
function otherLaw({ question, facts, set }: AskedAct, { locale, says }: Telling): readonly string[] {
  const day = fieldOfMoment(facts.at).slice(0, 10)
  if (set.id === cn.id || day === '') return []
  const { id, title } = ruleSetOn(cn, day)
  if (id === set.id) return []
  const { verdict } = wholeOf({ question, facts, set: cn })
  const isClear = verdict === 'permitted' || verdict === 'refused'
  return [
    SETS.some((each) => each.id === id)
      ? says.otherLaw(day, title[says.language], isClear ? locale.names.verdicts[verdict] : undefined)
      : says.noLawThen(day),
  ]
}

/** From when to when sources show a set in force, or that what was decided is of a later day. */
function validityOf(law: RuleSet, decision: Whole['advice'] | undefined, { locale, words, says }: Telling): string {
  if (decision !== undefined && 'verifiedUntil' in decision)
    return says.attestedUntil(locale.grammar.day(law.verifiedOn))
  const { card } = says.language === 'zh' ? zhCNCard : enCard
  return `${law.title[says.language]}${words.colon}${card.inForce({ ...law, day: law.from, inForce: true })}`
}

/** The documents of the rules that decided: those that refuse, or all that were asked where none does. */
function documentsOf(decisions: readonly (Decision | Invalid)[], { sources }: Locale): readonly string[] {
  const findings = decisions.flatMap((decision) => (decision.verdict === 'invalid' ? [] : decision.findings))
  const failing = findings.filter(({ outcome }) => outcome === 'fails')
  const deciding = failing.length > 0 ? failing : findings.filter(({ outcome }) => outcome !== 'not-applicable')
  const told = deciding.flatMap(({ citation }) => {
    const cited = CITATIONS[citation]
    if (cited === undefined) return []
    return cited.url.startsWith('http') ? `${sources.of(cited)} ${cited.url}` : sources.of(cited)
  })
  return [...new Set(told)]
}

/** What a fact is, in words. */
function valueTold({ name, kind }: Fact, value: FactValue | undefined, locale: Locale, words: Words): string {
  if (value === undefined) return words.unknown
  if (value === null) return words.none
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (kind === 'instant') return `${fieldOfMoment(value).replace('T', ' ')} ${words.beijingTime}`
  if (kind === 'fen') return locale.grammar.money(Number(value))
  // No state of a licence is no lack of one.
  const nothing = name === 'licenceStates' ? words.inOrder : words.nothing
  if (isList(value)) return value.map((word) => wordName(locale, name, word)).join(words.comma) || nothing
  return typeof value === 'string' ? wordName(locale, name, value) : String(value)
}

/** The facts in a parsed address, and what of it is left out. */
function factsIn(
  value: unknown,
  question: QuestionName,
  says: Says,
): Read<{ readonly facts: FactValues; readonly left: readonly string[] }> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { problem: says.noFacts }
  const known = factsOf(question)
  const [taken, others] = [new Map<string, FactValue>(), [] as string[]]
  for (const [name, fact] of Object.entries(value)) {
    if (known.some((each) => each.name === name)) taken.set(name, fact)
    else others.push(repeated(name))
  }
  return { value: { facts: Object.fromEntries(taken), left: others.length === 0 ? [] : [says.notFacts(others)] } }
}

/** What is against it comes first. */
const ORDER: readonly string[] = ['fails', 'unknown', 'holds', 'not-applicable']

function Findings({
  decision,
  locale,
  says,
}: {
  readonly decision: Decision | Invalid
  readonly locale: Locale
  readonly says: Says
}) {
  const findings = decision.verdict === 'invalid' ? [] : decision.findings
  // Rules that lack the channel are told once.
  const lacking = findings.filter((each) => each.outcome === 'unknown' && each.missing.join() === 'channel')
  const told = explain(decision, locale, { cite: CITATIONS })
    .map((sentence, index) => ({ sentence, finding: findings[index] }))
    .filter(({ finding }) => finding === undefined || !lacking.includes(finding))
    .map(({ sentence, finding }) => ({ sentence, outcome: finding?.outcome ?? 'fails' }))
  const once = says.lacksChannel(lacking.map(({ rule }) => locale.names.rules[rule]))
  return (
    <ul class="findings">
      {[...told, ...(lacking.length === 0 ? [] : [{ sentence: once, outcome: 'unknown' }])]
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
  readonly says: Says
  readonly change: (name: string, value: FactValue | undefined) => void
}

function FactField({ fact, value, locale, words, says, change }: FieldProps) {
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
      const chosen = value !== undefined && isList(value as FactValue) ? (value as readonly string[]) : []
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
      return (
        <p>
          <label for={id}>
            {locale.names.facts[fact.name]} <small>{words.beijingTime}</small>
          </label>
          <span>
            <Typed
              id={id}
              type="datetime-local"
              bounds={{ min: '1900-01-01T00:00', max: '2199-12-31T23:59' }}
              value={value}
              textOf={fieldOfMoment}
              read={(typed) => momentIn(typed, says)}
              words={words}
              change={set}
            />
            {fact.orNull && (
              <label>
                <input
                  type="checkbox"
                  checked={value === null}
                  onChange={() => set(value === null ? undefined : null)}
                />{' '}
                {words.none}
              </label>
            )}
          </span>
        </p>
      )
    }
    case 'fen':
    case 'count': {
      const inFen = fact.kind === 'fen'
      return (
        <p>
          <label for={id}>
            {locale.names.facts[fact.name]} {inFen && <small>{words.inYuan}</small>}
          </label>
          <Typed
            id={id}
            type="number"
            bounds={{ min: '0', step: inFen ? 'any' : '1' }}
            value={value}
            textOf={(each) => (typeof each === 'number' ? String(inFen ? each / 100 : each) : '')}
            read={(typed) => (inFen ? fenIn(typed, says) : wholeIn(typed, 0, fact.most ?? COUNT_LIMIT, says))}
            words={words}
            change={set}
          />
        </p>
      )
    }
    case 'id':
      return (
        <p>
          <label for={id}>
            {locale.names.facts[fact.name]}{' '}
            <small>{fact.name === 'vehicle' ? words.plateOrName : words.numberOrName}</small>
          </label>
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

function isList(value: FactValue): value is readonly string[] {
  return Array.isArray(value)
}

/** A moment as a field of Beijing time shows it, to the minute. */
function fieldOfMoment(value: FactValue | undefined): string {
  const moment = typeof value === 'string' || typeof value === 'number' ? parseInstant(value) : undefined
  return moment?.ok ? moment.value.slice(0, 16) : ''
}

/** A field whose text is read as it is typed. What cannot be read stays in it, has a message, and counts as not known. */
function Typed({
  id,
  type,
  bounds,
  value,
  textOf,
  read,
  words,
  change,
}: {
  readonly id: string
  readonly type: 'number' | 'datetime-local'
  readonly bounds: { readonly min?: string; readonly max?: string; readonly step?: string }
  /** The value that counts. */
  readonly value: FactValue | undefined
  readonly textOf: (value: FactValue | undefined) => string
  readonly read: (typed: string) => Read<FactValue>
  readonly words: Words
  readonly change: (value: FactValue | undefined) => void
}) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly counts: string; readonly problem: string }>()
  // What was typed is shown until another value counts than the one that it gave.
  const text = textOf(value)
  const isTyped = typed !== undefined && typed.counts === text
  const problem = isTyped ? typed.problem : ''
  return (
    <span>
      <input
        id={id}
        type={type}
        {...bounds}
        value={isTyped ? typed.text : text}
        aria-invalid={problem !== ''}
        aria-describedby={`${id}-problem`}
        onInput={({ currentTarget: { value: next, validity } }) => {
          const isBroken = next === '' && validity.badInput
          const found = next === '' ? undefined : read(next)
          const fact = found?.problem === undefined ? found?.value : undefined
          setTyped({
            text: next,
            counts: textOf(fact),
            problem: isBroken
              ? words.notRead
              : found?.problem === undefined
                ? ''
                : `${found.problem} ${words.countsUnknown}`,
          })
          change(fact)
        }}
      />{' '}
      <span id={`${id}-problem`} role="status" class="problem">
        {problem}
      </span>
    </span>
  )
}

/** The numbers at which the rules of some set turn. */
const LIMITS = [
  ...new Set(
    PROVISIONS.flatMap((provision) =>
      'limit' in provision && typeof provision.limit === 'number' ? [provision.limit] : [],
    ),
  ),
]

/** Changes of one fact that permit what is not permitted, at most five. */
function helpful(
  question: QuestionName,
  facts: FactValues,
  set: Rules,
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

function factsInTime(facts: FactValues): string[] {
  return Object.values(facts).filter((each): each is string => typeof each === 'string' && each.includes('T'))
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
        ? [value - 1, value - 2, ...LIMITS, 0]
            .filter((each) => each >= 0 && each < value)
            .sort((one, other) => other - one)
        : [0]
    case 'instant': {
      // The smallest change first.
      const away = (each: string) => Math.abs(Date.parse(each) - Date.parse(String(value)))
      return factsInTime(facts).sort((one, other) => away(one) - away(other))
    }
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
  readonly set: Rules
  readonly locale: Locale
  readonly words: Words
}) {
  if (decide(question, facts, set).verdict !== 'refused') return null
  const changes = helpful(question, facts, set)
  const told = (name: string, value: FactValue): string => {
    const fact = factsOf(question).find((each) => each.name === name) as Fact
    // Of ids the owner's alone is changed, to that of the driver.
    if (fact.kind === 'id') return words.ownerIsDriver
    return `${locale.names.facts[fact.name]}${words.colon}${valueTold(fact, value, locale, words)}`
  }
  return (
    <>
      {changes.length === 0 ? <p>{words.noHelp}</p> : <h4>{words.wouldBe}</h4>}
      <ul>
        {changes.map(([name, value]) => (
          <li key={name}>{told(name, value)}</li>
        ))}
      </ul>
    </>
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
  readonly set: Rules
  readonly words: Words
}) {
  const [said, setSaid] = useState('')
  const json = JSON.stringify(facts, null, 2)
  const call = question === 'bind' ? 'decideBinding' : 'decideHandling'
  const texts: Readonly<Record<string, () => Promise<string>>> = {
    TypeScript: async () => {
      const [exported] = Object.entries(await import('demerit/rules')).find(([, value]) => value === set) ?? []
      return `import { ${call} } from 'demerit'\nimport { ${exported} } from 'demerit/rules'\n\nconst decision = ${call}(${json}, ${exported})\nconsole.log(decision.verdict)\n`
    },
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
            try {
              await navigator.clipboard.writeText(await text())
              setSaid(`${name}${words.colon}${words.copied}`)
            } catch {
              setSaid(`${name}${words.colon}${words.notCopied}`)
            }
          }}
        >
          {name}
        </button>
      ))}
      <span role="status">{said}</span>
    </p>
  )
}
