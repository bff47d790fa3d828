import type { Channel } from 'demerit'
import { type ActsByChannel, type GainsAndLosses, rangeText } from 'demerit/analysis'
import { useEffect } from 'preact/hooks'
import type { ToldChange } from './changes-told.ts'
import type { PageProps } from './page.ts'
import type { Language } from './place.ts'
import { failedWith, failingRule, type LOCALES } from './words.ts'
import { useWork } from './work.ts'

/**
 * Which kinds of case another law decides otherwise, an example each: what is refused now, and what is permitted now; and of a
 * reform, how many acts of the court cases are of each, with the range.
 */
export function ChangedVerdicts({
  from,
  to,
  reform,
  gains,
  words,
  locale,
}: Pick<PageProps, 'words' | 'reform'> & {
  readonly from: string
  readonly to: string
  readonly gains?: GainsAndLosses | undefined
  readonly locale: (typeof LOCALES)['en']
}) {
  const language: Language = locale.tag === 'zh-CN' ? 'zh' : 'en'
  const [work, start] = useWork('changes', words.notLoaded)
  const told = (acts: ActsByChannel | undefined) => {
    const counted = Object.entries(acts ?? {}) as readonly (readonly [Channel, NonNullable<ActsByChannel['window']>])[]
    const each = counted.map(
      ([channel, range]) => `${locale.names.channels[channel]}${words.colon}${rangeText(range, language)}`,
    )
    return each.join(words.semicolon) || words.noneCounted
  }
  /** What all gain and lose, with what of it is still counted. */
  const toldOfAll = (acts: ActsByChannel) =>
    acts.app === undefined
      ? `${told(acts)}${words.semicolon}${locale.names.channels.app}${words.colon}${words.counting}`
      : told(acts)
  const ofKind = (change: ToldChange) => gains?.changes.find((each) => keyOf(each) === keyOf(change))?.acts
  useEffect(() => start({ from, to, language, reform }), [from, to, language, reform])
  return (
    <>
      <p>{words.changedLead}</p>
      <p role="status" class={work.error === undefined ? undefined : 'problem'}>
        {work.running && words.counting}
        {work.error !== undefined && failedWith(work.error, words)}
        {work.result?.length === 0 && words.noChange}
      </p>
      {gains !== undefined && (
        <>
          <p>
            {words.allGain}
            {toldOfAll(gains.gained)}
          </p>
          <p>
            {words.allLose}
            {toldOfAll(gains.lost)}
          </p>
          <p>
            <small>{words.gainsAre}</small>
          </p>
        </>
      )}
      <ol class="changes">
        {work.result?.map((change) => (
          <li key={keyOf(change)}>
            <strong>
              {locale.names.questions[change.question]}
              {words.colon}
              {locale.names.verdicts[change.from]} → {locale.names.verdicts[change.to]}
            </strong>{' '}
            {change.rules.map((rule) => failingRule(rule, words, locale)).join(words.comma)}{' '}
            <small>({change.channels.map((each) => locale.names.channels[each]).join(words.comma)})</small>
            {gains !== undefined && (
              <p>
                {words.actsOfKind}
                {told(ofKind(change))}
              </p>
            )}
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
    </>
  )
}

/** A kind of case by what it is: none is told twice. */
function keyOf({ question, to, rules }: Pick<ToldChange, 'question' | 'to' | 'rules'>): string {
  return `${question} ${to} ${rules}`
}
