import { CHANNELS } from 'demerit'
import { type CardWords, enCard, zhCNCard } from 'demerit/explain'
import { cn2024, GRAINS, type Question, RULE_IDS, RULES, VIOLATION_SCOPES } from 'demerit/rules'
import { factsOf, wordName } from './facts.ts'
import { fenIn, wholeIn } from './given.ts'
import type { PageProps } from './page.ts'
import { type Changes, reformed, withParameter, withRuleIn } from './reform.ts'
import { useTyped } from './typed.ts'
import { TypedNumber } from './typed-number.tsx'
import { LOCALES } from './words.ts'

type InWords = Pick<PageProps, 'words' | 'says'>
type Values = Readonly<Record<string, unknown>>

/** The fact whose words a list of a rule is of. */
const FACT_OF = {
  'plate-types': 'plateType',
  'owner-kinds': 'vehicleOwnerKind',
  'owner-consents': 'ownerConsent',
  'licence-states': 'licenceStates',
} as const
/** The most that a number of a rule may be (src/law/parameters.ts). */
const MOST = { cap: 100, days: 3660 } as const
/** What a rule says at first that is not there today. */
const AT_FIRST = { cap: 3, days: 30 } as const

/** Every rule that there is, with its channels and every parameter: struck out, put in, and changed. */
export function Parameters({
  changes,
  change,
  words,
  says,
}: InWords & { readonly changes: Changes; readonly change: (next: Changes) => void }) {
  const rules = reformed(changes)
  const { names } = LOCALES[says.language]
  return (
    <div class="two">
      {(['bind', 'handle'] as const).map((question) => (
        <section key={question} aria-label={names.questions[question]}>
          <h4>{names.questions[question]}</h4>
          {RULE_IDS.filter((rule) => (RULES[rule].questions as readonly Question[]).includes(question)).map((rule) => {
            const now = rules[question].find((each) => each.rule === rule) as Values | undefined
            const kinds = Object.entries(RULES[rule].parameters) as readonly [string, string][]
            const usual = kinds.map(([name, kind]) => [name, AT_FIRST[kind as 'cap']])
            const isChanged = changes[question]?.[rule] !== undefined
            return (
              <fieldset key={rule} class={isChanged ? 'rule changed' : 'rule'}>
                <legend>
                  <label>
                    <input
                      type="checkbox"
                      checked={now !== undefined}
                      onChange={(event) =>
                        change(
                          withRuleIn(changes, question, rule, event.currentTarget.checked, Object.fromEntries(usual)),
                        )
                      }
                    />{' '}
                    {names.rules[rule]}
                    {cn2024[question].every((each) => each.rule !== rule) && <small> {words.noSuchRule}</small>}
                  </label>
                </legend>
                {now !== undefined &&
                  [['channels', 'channels'] as const, ...kinds].map(([name, kind]) => (
                    <Field
                      key={name}
                      name={name}
                      kind={kind}
                      value={name === 'channels' && now.channels === 'all' ? CHANNELS : now[name]}
                      change={(value) => change(withParameter(changes, [question, rule, name], value))}
                      words={words}
                      says={says}
                    />
                  ))}
              </fieldset>
            )
          })}
        </section>
      ))}
    </div>
  )
}

interface FieldProps extends InWords {
  readonly name: string
  readonly kind: string
  readonly value: unknown
  readonly change: (value: unknown) => void
}

function Field(props: FieldProps) {
  const { name, kind, value, change, words, says } = props
  const label = words.parameters[name as 'limit']
  const { names } = LOCALES[says.language]
  if (kind === 'cap' || kind === 'days' || kind === 'fen') return <NumberField {...props} label={label} />
  if (kind === 'channels') {
    // Every channel is said in one word, as in the sets that ship.
    const put = (next: readonly string[]) => change(next.length === CHANNELS.length ? 'all' : next)
    return (
      <Choice
        label={label}
        of={CHANNELS}
        called={(each) => names.channels[each as 'app']}
        chosen={value as readonly string[]}
        change={put}
      />
    )
  }
  if (kind in FACT_OF) {
    const fact = FACT_OF[kind as keyof typeof FACT_OF]
    const of = [...factsOf('bind'), ...factsOf('handle')].find((each) => each.name === fact)?.words ?? []
    return (
      <details>
        <summary>{label}</summary>
        <Choice
          of={of}
          called={(each) => wordName(LOCALES[says.language], fact, each)}
          chosen={value as readonly string[]}
          change={change}
        />
      </details>
    )
  }
  const { parameters } = ((says.language === 'zh' ? zhCNCard : enCard) as CardWords).card
  const options = {
    flag: [
      ['false', words.no],
      ['true', words.yes],
    ],
    scope: VIOLATION_SCOPES.map((each) => [each, parameters.scope(each, 'since-binding')]),
    grain: GRAINS.map((each) => [each, parameters.grain(each, 'since-binding')]),
  }[kind as 'flag' | 'scope' | 'grain']
  return (
    <label>
      {label}{' '}
      <select
        value={String(value)}
        onChange={({ currentTarget: { value: next } }) => change(kind === 'flag' ? next === 'true' : next)}
      >
        {options.map(([each, told]) => (
          <option key={each} value={each}>
            {told}
          </option>
        ))}
      </select>
    </label>
  )
}

/** Words of a list; the last one stays, since a rule of an empty list would be none. */
function Choice({
  label,
  of,
  called,
  chosen,
  change,
}: {
  readonly label?: string
  readonly of: readonly string[]
  readonly called: (word: string) => string
  readonly chosen: readonly string[]
  readonly change: (value: readonly string[]) => void
}) {
  return (
    <span class="choice">
      {label}
      {of.map((each) => {
        const isIn = chosen.includes(each)
        return (
          <label key={each}>
            <input
              type="checkbox"
              checked={isIn}
              disabled={isIn && chosen.length === 1}
              onChange={() => change(of.filter((other) => (other === each ? !isIn : chosen.includes(other))))}
            />{' '}
            {called(each)}
          </label>
        )
      })}
    </span>
  )
}

function NumberField({ kind, value, change, words, says, label }: FieldProps & { readonly label: string }) {
  const isFen = kind === 'fen'
  const field = useTyped(
    value as number,
    (each) => String(isFen ? each / 100 : each),
    (typed) => (isFen ? fenIn(typed, says) : wholeIn(typed, 0, MOST[kind as 'cap'], says)),
    change,
  )
  return isFen ? (
    <TypedNumber label={`${label} (${words.inYuan})`} min={0} max={undefined} step="any" field={field} />
  ) : (
    <TypedNumber label={label} min={0} max={MOST[kind as 'cap']} field={field} />
  )
}
