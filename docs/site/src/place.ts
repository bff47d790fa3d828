import { useEffect, useRef, useState } from 'preact/hooks'
import { changedBy, NO_LEVER } from './levers.ts'

export const PAGES = ['answer', 'law', 'case', 'whatif', 'ways', 'audit'] as const
export type Page = (typeof PAGES)[number]
export type Language = 'zh' | 'en'

/** What is seen: it all stands in the address, so that a link shows another what one sees. */
export interface Place {
  readonly page: Page
  readonly language: Language
  readonly args: Readonly<Record<string, string>>
  /** The reader's reform, on each page the same (reform.ts); '' for none. */
  readonly reform: string
  /** Which version and law the address was made with, if that is not this page's. */
  readonly made?: string
  /** The name of a page in the address that there is not. */
  readonly noPage?: string
  /** The language in the address that the page does not have. */
  readonly noLanguage?: string
}

/** This version and the digest of its law, as an address has them. */
const MADE = DEMERIT_LAW.split(' ').slice(1).join('-')

/** Addresses once had a name for each lever: what those change is the reform. One that is no value of a lever stays, and is told. */
function leversApart(args: Place['args']): { readonly args: Place['args']; readonly pulled: string } {
  const isLever = ([name, value]: readonly [string, string]) =>
    Object.hasOwn(NO_LEVER, name) && /^(true|false|\d{1,2})$/.test(value)
  const levers = Object.entries(args).filter(isLever)
  const values = levers.map(([name, value]) => [name, /\d/.test(value) ? Number(value) : value === 'true'])
  const changes = changedBy({ ...NO_LEVER, ...Object.fromEntries(values) })
  return {
    args: Object.fromEntries(Object.entries(args).filter((each) => !isLever(each))),
    pulled: Object.keys(changes).length === 0 ? '' : JSON.stringify(changes),
  }
}

/** The place that an address names; what it leaves out is the answer, in the language of the browser. */
export function placeIn(hash: string): Place {
  const [name = '', query = ''] = hash.replace(/^#/, '').split('?')
  const { lang, made, reform, ...given } = Object.fromEntries(new URLSearchParams(query))
  const { args, pulled } = leversApart(given)
  const page = PAGES.find((each) => each === name)
  const preferred: Language = navigator.language.startsWith('zh') ? 'zh' : 'en'
  // As a tag of a language is written: zh-CN is Chinese.
  const asked = (['zh', 'en'] as const).find((each) => lang?.toLowerCase().split('-')[0] === each)
  const language = asked ?? preferred
  const told = {
    ...(lang === undefined || asked !== undefined ? {} : { noLanguage: lang }),
    ...(made === undefined || made === MADE ? {} : { made }),
    reform: reform ?? pulled,
  }
  if (page === undefined && name !== '') return { page: 'answer', language, args: {}, noPage: name, ...told }
  return { page: page ?? 'answer', language, args, ...told }
}

export function hashOf({ page, language, args, reform }: Omit<Place, 'made'>): string {
  const kept = Object.entries({ ...args, reform }).filter(([, value]) => value !== '')
  return `#${page}?${new URLSearchParams([['lang', language], ...kept, ['made', MADE]])}`
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
    const { noPage: _, noLanguage: __, made: ___, ...kept } = now.current
    const hash = hashOf({ ...kept, ...next })
    if (replace) history.replaceState(null, '', hash)
    else history.pushState(null, '', hash)
    now.current = placeIn(hash)
    setPlace(now.current)
  }
  return [place, go]
}
