import { CHANNELS, type Decision, failuresOf, type Invalid, missingOf } from 'demerit'
import { bindingOutlook, explain, handlingOutlook, headline, type Locale, type SittingFact } from 'demerit/explain'
import { type Asked, elsewhere } from './channels.ts'
import { Head } from './head.tsx'
import { TableBox } from './take.tsx'
import { failingRule, type Words } from './words.ts'

/** The verdict of each channel on an act, and what a person can do there, as the library tells a driver. */
export function ByChannel({
  question,
  facts,
  set,
  decision,
  locale,
  words,
}: Asked & { readonly decision: Decision; readonly locale: Locale; readonly words: Words }) {
  const outlook = (question === 'bind' ? bindingOutlook : handlingOutlook)(facts as never, set)
  const heads = [words.channel, words.verdict, words.whatItTakes]
  const told = explain(decision, locale, { audience: 'driver', outlook })
  const needed = (needs: readonly SittingFact[]) => needs.map((need) => words.needs[need])
  /** What of this sitting would make the act pass here. */
  const passesWith = (): string => {
    const here = CHANNELS.find((each) => each === facts.channel)
    const met = here && elsewhere(here, { question, facts, set })
    if (met?.decision.verdict !== 'permitted') return ''
    return ` ${words.passesWith}${words.colon}${needed(met.needs).join(words.comma)}`
  }
  const takes = (there: Decision | Invalid, needs: readonly SittingFact[]): string => {
    const failing = there.verdict === 'invalid' ? [] : failuresOf(there)
    if (there === decision && failing.length > 0)
      return `${told.filter((_, index) => decision.findings[index]?.outcome === 'fails').join(' ')}${passesWith()}`
    if (failing.length > 0)
      return `${words.failing}${words.colon}${failing.map(({ rule }) => failingRule(rule, words, locale)).join(words.comma)}`
    const missing = there.verdict === 'invalid' ? [] : missingOf(there)
    return [...needed(needs), ...missing.map((fact) => locale.names.facts[fact])].join(words.comma) || words.nothing
  }
  return (
    <>
      <p class="todo">{headline(decision, locale, { audience: 'driver', outlook })}</p>
      <TableBox label={words.byChannel}>
        <table class="stacked channels">
          <caption>{words.byChannel}</caption>
          <Head columns={heads} />
          <tbody>
            {CHANNELS.map((channel) => {
              const isHere = channel === facts.channel
              const there = isHere ? { decision, needs: [] } : elsewhere(channel, { question, facts, set })
              const { verdict } = there.decision
              return (
                <tr key={channel}>
                  <th scope="row">{locale.names.channels[channel]}</th>
                  <td class={verdict} data-head={heads[1]}>
                    {locale.names.verdicts[verdict]}
                  </td>
                  <td data-head={heads[2]}>{takes(there.decision, there.needs)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableBox>
      {question === 'handle' && facts.driver !== facts.vehicleOwner && <p>{words.whoDrove}</p>}
    </>
  )
}
