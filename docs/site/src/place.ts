import { useEffect, useRef, useState } from 'preact/hooks'

export const PAGES = ['answer', 'law', 'case', 'whatif', 'ways', 'audit'] as const
export type Page = (typeof PAGES)[number]
export type Language = 'zh' | 'en'

/** What is seen: it all stands in the address, so that a link shows another what one sees. */
export interface Place {
  readonly page: Page
  readonly language: Language
  readonly args: Readonly<Record<string, string>>
  /** The name of a page in the address that there is not. */
  readonly noPage?: string
  /** The language in the address that the page does not have. */
  readonly noLanguage?: string
}

/** The place that an address names; what it leaves out is the answer, in the language of the browser. */
export function placeIn(hash: string): Place {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?')
  const { lang, ...args } = Object.fromEntries(new URLSearchParams(query))
  const page = PAGES.find((each) => each === name)
  const preferred: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'
  // As a tag of a language is written: zh-CN is Chinese.
  const asked = (['zh', 'en'] as const).find((each) => lang?.toLowerCase().split('-')[0] === each)
  const language = asked ?? preferred
  const told = lang === undefined || asked !== undefined ? {} : { noLanguage: lang }
  if (page === undefined && name !== '') return { page: 'answer', language, args: {}, noPage: name, ...told }
  return { page: page ?? 'answer', language, args, ...told }
}

export function hashOf({ page, language, args }: Place): string {
  const kept = Object.entries(args).filter(([, value]) => value !== '')
  return `#${page}?${new URLSearchParams([['lang', language], ...kept])}`
}

/** What each page showed last, so that who comes back finds it again. */
const left = new Map<Page, Place['args']>()

/** What a page showed last. */
export function argsLeft(page: Page): Place['args'] {
  return left.get(page) ?? {}
}

/** The place, and a function that goes to another: `replace` does not add to the history of the browser. */
export function usePlace(): readonly [Place, (next: Partial<Place>, replace?: boolean) => void] {
  const [place, setPlace] = useState(() => placeIn(location.hash))
  left.set(place.page, place.args)
  // The address holds what nobody has changed too: what comes next is put together from the place.
  const now = useRef(place)
  now.current = place
  useEffect(() => {
    const moved = () => setPlace(placeIn(location.hash))
    addEventListener('hashchange', moved)
    return () => removeEventListener('hashchange', moved)
  }, [])
  const go = (next: Partial<Place>, replace = false) => {
    const { noPage: _, noLanguage: __, ...kept } = now.current
    const hash = hashOf({ ...kept, ...next })
    if (replace) history.replaceState(null, '', hash)
    else history.pushState(null, '', hash)
    now.current = placeIn(hash)
    setPlace(now.current)
  }
  return [place, go]
}
