import { useEffect } from 'preact/hooks'
import type { PageProps } from './page.ts'
import type { Language } from './place.ts'
import { failedWith, failingRule, type LOCALES } from './words.ts'
import { useWork } from './work.ts'

/** Which kinds of case another law decides otherwise, an example each: what is refused now, and what is permitted now. */
export function ChangedVerdicts({
  from,
  to,
  reform,
  words,
  locale,
}: Pick<PageProps, 'words' | 'reform'> & {
  readonly from: string
  readonly to: string
  readonly locale: (typeof LOCALES)['en']
}) {
  const language: Language = locale.tag === 'zh-CN' ? 'zh' : 'en'
  const [work, start] = useWork('changes', words.notLoaded)
  useEffect(() => start({ from, to, language, reform }), [from, to, language, reform])
  return (
    <>
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
    </>
  )
}
