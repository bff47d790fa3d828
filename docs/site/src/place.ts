import { useEffect, useState } from 'preact/hooks'

export const PAGES = ['law', 'case', 'registry', 'whatif', 'ways', 'audit'] as const
export type Page = (typeof PAGES)[number]
export type Language = 'zh' | 'en'

/** What is seen: it all stands in the address, so that a link shows another what one sees. */
export interface Place {
  readonly page: Page
  readonly language: Language
  readonly args: Readonly<Record<string, string>>
}

/** The place that an address names; what it leaves out is the law, in the language of the browser. */
export function placeIn(hash: string): Place {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?')
  const { lang, ...args } = Object.fromEntries(new URLSearchParams(query))
  const page = PAGES.find((each) => each === name) ?? 'law'
  const preferred: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'
  return { page, language: lang === 'zh' || lang === 'en' ? lang : preferred, args }
}

export function hashOf({ page, language, args }: Place): string {
  const kept = Object.entries(args).filter(([, value]) => value !== '')
  return `#${page}?${new URLSearchParams([['lang', language], ...kept])}`
}

/** The place, and a function that goes to another: `replace` does not add to the history of the browser. */
export function usePlace(): readonly [Place, (next: Partial<Place>, replace?: boolean) => void] {
  const [place, setPlace] = useState(() => placeIn(location.hash))
  useEffect(() => {
    const moved = () => setPlace(placeIn(location.hash))
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  const go = (next: Partial<Place>, replace = false) => {
    const hash = hashOf({ ...placeIn(location.hash), ...next })
    if (replace) history.replaceState(null, '', hash)
    else history.pushState(null, '', hash)
    setPlace(placeIn(hash))
  }
  return [place, go]
}
