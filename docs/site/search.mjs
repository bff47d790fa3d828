// @ts-check
/** The search over the guides and the reference: what is found, in which order, and how it is shown. */

/** @typedef {{ to: string, title: string, kind: string, lang?: string, text: string }} Entry */
/** @typedef {{ entry: Entry, excerpt: string }} Hit */

const MOST_HITS = 30
const AROUND = 60

const HAN = /\p{Script=Han}/u
/** Where a browser cannot cut Chinese into words, it is searched as it was typed. */
const segmenter = typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh', { granularity: 'word' }) : undefined

/** What was typed, word by word: 备案上限 as 备案 and 上限. @param {string} typed */
function wordsOf(typed) {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return parts.flatMap((part) => {
    if (segmenter === undefined || !HAN.test(part)) return [part]
    return [...segmenter.segment(part)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []))
  })
}

/**
 * What holds every word, best first: a name that is what was typed, then names that begin with it, then titles, then texts; of each the pages in
 * the language of what was typed, or of the page on which it was.
 *
 * @param {readonly Entry[]} entries
 * @param {string} typed
 * @param {string} [language]
 * @returns {readonly Hit[]}
 */
export function find(entries, typed, language = 'en') {
  const words = wordsOf(typed)
  if (words.length === 0) return []
  const whole = typed.toLowerCase().split(/\s+/).filter(Boolean).join(' ')
  const wanted = HAN.test(typed) ? 'zh-CN' : language
  return entries
    .flatMap((entry) => {
      const [title, text] = [entry.title.toLowerCase(), entry.text.toLowerCase()]
      if (!words.every((word) => title.includes(word) || text.includes(word))) return []
      const rank =
        title === whole
          ? 0
          : title.startsWith(whole)
            ? 1
            : words.every((word) => title.includes(word))
              ? 2
              : entry.kind === ''
                ? 3
                : 4
      const times = words.reduce((sum, word) => sum + text.split(word).length - 1, 0)
      const together = Number(phraseOf(words).test(text))
      const foreign = Number((entry.lang ?? wanted) !== wanted)
      return [{ entry, rank, foreign, together, times }]
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        a.foreign - b.foreign ||
        (a.rank === 0 || a.rank > 2 ? 0 : a.entry.title.length - b.entry.title.length) ||
        b.together - a.together ||
        b.times - a.times,
    )
    .slice(0, MOST_HITS)
    .map(({ entry }) => ({ entry, excerpt: excerptOf(entry.text, words) }))
}

/** The words one after the other, whatever little stands between, or nothing, as in Chinese. @param {readonly string[]} words */
function phraseOf(words) {
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\\p{L}\\p{N}]{0,3}'), 'u')
}

/**
 * The text around the words where they stand together, else around the first that it holds; its beginning if it holds none.
 *
 * @param {string} text
 * @param {readonly string[]} words
 */
function excerptOf(text, words) {
  const lower = text.toLowerCase()
  const together = lower.search(phraseOf(words))
  const at =
    together >= 0 ? together : Math.min(...words.map((word) => lower.indexOf(word)).filter((index) => index >= 0))
  const from = Number.isFinite(at) ? Math.max(0, at - AROUND) : 0
  const cut = text.slice(from, from + 2.5 * AROUND).replace(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${cut.trim()}${from + 2.5 * AROUND < text.length ? '…' : ''}`
}

/**
 * Makes the field of the page search. What is searched is large, so it is loaded when somebody comes to the field.
 *
 * @param {() => Promise<readonly Entry[]>} load
 */
export function attach(load) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById('search'))
  const found = /** @type {HTMLElement} */ (document.getElementById('found'))
  const all = /** @type {HTMLDetailsElement} */ (document.getElementById('all'))
  all.open = matchMedia('(min-width: 48rem)').matches
  const addressOf = (/** @type {Entry} */ { to }) => `${field.dataset.up}${to}`
  /** @type {Promise<readonly Entry[]> | undefined} */
  let loading
  const loaded = () => {
    loading ??= load()
    return loading
  }
  const notLoaded = () => {
    loading = undefined
    if (field.value.trim() !== '') found.replaceChildren('The search did not load. 搜索未能载入。')
  }
  const show = (/** @type {readonly Entry[]} */ entries) => {
    const hits = find(entries, field.value, document.documentElement.lang)
    if (field.value.trim() === '') return found.replaceChildren()
    if (hits.length === 0) return found.replaceChildren('Nothing found. 没有找到。')
    const list = document.createElement('ol')
    for (const { entry, excerpt } of hits) {
      const item = document.createElement('li')
      const link = Object.assign(document.createElement('a'), { href: addressOf(entry), textContent: entry.title })
      const told = Object.assign(document.createElement('small'), {
        textContent: [entry.kind, excerpt].filter((part) => part !== '').join(' · '),
      })
      item.append(link, told)
      list.append(item)
    }
    found.replaceChildren(list)
  }
  field.addEventListener('focus', () => loaded().catch(notLoaded))
  field.addEventListener('input', () => loaded().then(show, notLoaded))
  field.form?.addEventListener('submit', (event) => {
    event.preventDefault()
    loaded().then((entries) => {
      const [first] = find(entries, field.value, document.documentElement.lang)
      if (first !== undefined) location.href = addressOf(first.entry)
    }, notLoaded)
  })
}

/** The switch of language leads to the section that is read: in the other language it stands in the same place. */
export function stay() {
  const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById('language'))
  link?.addEventListener('click', () => {
    const sections = (link.dataset.sections ?? '').split(' ')
    const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4)[id]')]
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < innerHeight / 3)
    // At the top of a page, to which a narrow screen goes back for the switch, it is the section of the address.
    const asked = headings.findIndex(({ id }) => id === decodeURIComponent(location.hash.slice(1)))
    link.hash = sections[passed.length > 1 ? passed.length - 1 : asked] ?? ''
  })
}
