import { type ChannelAnswer, type Decision, failuresOf } from 'demerit'
import { explain, type Locale } from 'demerit/explain'
import { CITATIONS } from 'demerit/rules'
import { type AskedAct, again, type There } from './channels.ts'
import { Head } from './head.tsx'
import type { Says } from './says.ts'
import { TableBox } from './take.tsx'
import type { Words } from './words.ts'

/** What a channel says, with what is asked for there if it permits. */
export function channelVerdict({ verdict, needs }: ChannelAnswer, { names }: Locale, says: Says): string {
  const told = names.verdicts[verdict]
  return verdict === 'permitted' && needs.length > 0
    ? says.permittedIf(
        told,
        needs.map((need) => names.needs[need]),
      )
    : told
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
  readonly answers: readonly There[]
  readonly locale: Locale
  readonly words: Words
  readonly says: Says
}) {
  const { grammar, names } = locale
  const heads = [words.channel, words.verdict, words.whatItTakes]
  /** What of this sitting would make the act pass where it is tried. */
  const passesWith = (channel: There['channel']): readonly string[] => {
    const met = channel === asked.facts.channel ? again(channel, asked) : undefined
    if (met?.verdict !== 'permitted') return []
    return [grammar.sentence(`${words.afterThat}${channelVerdict(met, locale, says)}`)]
  }
  const takes = ({ channel, verdict, needs, advice }: There): string => {
    if (failuresOf(advice).length > 0) {
      const failing = explain(advice, locale).filter((_, index) => advice.findings[index]?.outcome === 'fails')
      return grammar.paragraph([...failing, ...passesWith(channel)])
    }
    // Where it permits, its verdict says what it asks for, and the source which papers an officer looks at.
    if (verdict === 'permitted') return (channel === 'window' ? papersTold(advice, says) : '') || words.nothingMore
    const lacking = advice.missing.filter((fact) => !(needs as readonly string[]).includes(fact))
    const asked = [...needs.map((need) => names.needs[need]), ...lacking.map((fact) => names.facts[fact])]
    return asked.join(words.comma) || words.nothingMore
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
              <td class={answer.verdict} data-head={heads[1]}>
                {channelVerdict(answer, locale, says)}
              </td>
              <td data-head={heads[2]}>{takes(answer)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  )
}
