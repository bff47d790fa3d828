import { type Decision, failuresOf, missingOf } from 'demerit'
import { explain, type Locale, type SittingFact } from 'demerit/explain'
import { CITATIONS } from 'demerit/rules'
import { type AskedAct, type ChannelAnswer, elsewhere, outlookOf } from './channels.ts'
import { Head } from './head.tsx'
import type { Says } from './says.ts'
import { TableBox } from './take.tsx'
import type { Words } from './words.ts'

/** What a channel says, with what is asked for there if it permits. */
export function channelVerdict({ decision, needs }: ChannelAnswer, locale: Locale, words: Words, says: Says): string {
  const verdict = locale.names.verdicts[decision.verdict]
  return decision.verdict === 'permitted' && needs.length > 0
    ? says.permittedIf(
        verdict,
        needs.map((need) => words.needs[need]),
      )
    : verdict
}

/** What the source of the check of identity says; '' where no rule asks for it. */
function papersTold({ findings }: Decision, { language }: Says): string {
  const { citation } = findings.find(({ rule }) => rule === 'identity-verified') ?? {}
  const cited = citation === undefined ? undefined : CITATIONS[citation]
  return cited?.[language] ?? ''
}

/** The verdict of each channel on an act, and what a person can do there, as the library tells a driver. */
export function ByChannel({
  asked,
  answers,
  locale,
  words,
  says,
}: {
  readonly asked: AskedAct
  readonly answers: readonly ChannelAnswer[]
  readonly locale: Locale
  readonly words: Words
  readonly says: Says
}) {
  const { grammar, names } = locale
  const heads = [words.channel, words.verdict, words.whatItTakes]
  const needed = (needs: readonly SittingFact[]) => needs.map((need) => words.needs[need])
  /** What of this sitting would make the act pass where it is tried. */
  const passesWith = (channel: ChannelAnswer['channel']): readonly string[] => {
    const met = channel === asked.facts.channel ? elsewhere(channel, asked) : undefined
    if (met?.decision.verdict !== 'permitted') return []
    return [grammar.sentence(`${words.afterThat}${channelVerdict(met, locale, words, says)}`)]
  }
  const takes = ({ channel, decision, needs, facts }: ChannelAnswer): string => {
    if (decision.verdict === 'invalid') return ''
    if (failuresOf(decision).length > 0) {
      const told = explain(decision, locale, { audience: 'driver', outlook: outlookOf({ ...asked, facts }) })
      const failing = told.filter((_, index) => decision.findings[index]?.outcome === 'fails')
      return grammar.paragraph([...failing, ...passesWith(channel)])
    }
    // Where it permits, its verdict says what it asks for, and the source which papers an officer looks at.
    if (decision.verdict === 'permitted')
      return (channel === 'window' ? papersTold(decision, says) : '') || words.nothingMore
    return (
      [...needed(needs), ...missingOf(decision).map((fact) => names.facts[fact])].join(words.comma) || words.nothingMore
    )
  }
  return (
    <TableBox label={words.byChannel}>
      <table class="stacked channels">
        <caption>{words.byChannel}</caption>
        <Head columns={heads} />
        <tbody>
          {answers.map((answer) => (
            <tr key={answer.channel}>
              <th scope="row">{names.channels[answer.channel]}</th>
              <td class={answer.decision.verdict} data-head={heads[1]}>
                {channelVerdict(answer, locale, words, says)}
              </td>
              <td data-head={heads[2]}>{takes(answer)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
