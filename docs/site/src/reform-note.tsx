import { cn2024, type RuleSet } from 'demerit/rules'
import { differing, toldChanges } from './differing.ts'
import { download } from './download.ts'
import type { PageProps } from './page.ts'
import { type Changes, isNone, reformed } from './reform.ts'
import { SAYS } from './says.ts'
import { lawTold } from './sets.ts'
import { LOCALES, WORDS } from './words.ts'

/** What a reform changes, a rule each: what it says today, and then. */
export function toldReform(changes: Changes, props: Pick<PageProps, 'words' | 'says'>): readonly string[] {
  return toldChanges(differing(cn2024, reformed(changes), LOCALES[props.says.language]), props)
}

/** The reform as a rule set that is called by what it changes, in words. */
function titled(changes: Changes): RuleSet {
  const said = (language: 'zh' | 'en') =>
    toldReform(changes, { words: WORDS[language], says: SAYS[language] }).join(WORDS[language].semicolon)
  return { ...reformed(changes), title: { zh: said('zh'), en: said('en') } }
}

/** The reform as it is cited: of which law it is, and what it changes. */
export function reformCited(changes: Changes, props: PageProps): string {
  const { words } = props
  return `${words.yourReform} (${lawTold(cn2024.id, props)})${words.colon}${toldReform(changes, props).join(words.semicolon)}`
}

/** The reader's reform on a page that it is carried to: what it changes, as a file too, and the way back. */
export function ReformNote({ place, words, says, reform, go }: PageProps) {
  if (isNone(reform)) return null
  return (
    <section class="verdict" aria-label={words.yourReform}>
      <p>
        <strong>{words.yourReform}</strong>
        {words.colon}
        {toldReform(reform, { words, says }).join(words.semicolon)}
      </p>
      <p class="controls">
        {place.page !== 'whatif' && (
          <button type="button" onClick={() => go({ page: 'whatif', args: {} })}>
            {words.changeReform}
          </button>
        )}
        <button type="button" onClick={() => go({ reform: '' })}>
          {words.withoutReform}
        </button>
        <button
          type="button"
          onClick={() =>
            download('reform.json', new Blob([JSON.stringify(titled(reform), null, 1)], { type: 'application/json' }))
          }
        >
          reform.json
        </button>
      </p>
    </section>
  )
}
