// @ts-check
/** The search over the guides and the reference: what is found, in which order, and how it is shown. */

/** @typedef {{ to: string, title: string, kind: string, text: string }} Entry */
/** @typedef {{ entry: Entry, excerpt: string }} Hit */

const MOST_HITS = 30
const AROUND = 60

/**
 * What holds every word, best first: a name that is what was typed, then names that begin with it, then titles, then texts.
 *
 * @param {readonly Entry[]} entries
 * @param {string} typed
 * @returns {readonly Hit[]}
 */
export function find(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const whole = words.join(' ')
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
      return [{ entry, rank, together, times }]
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.rank === 0 || a.rank > 2 ? 0 : a.entry.title.length - b.entry.title.length) ||
        b.together - a.together ||
        b.times - a.times,
    )
    .slice(0, MOST_HITS)
    .map(({ entry }) => ({ entry, excerpt: excerptOf(entry.text, words) }))
}

/** The words one after the other, whatever little stands between. @param {readonly string[]} words */
function phraseOf(words) {
  return new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^\\p{L}\\p{N}]{1,3}'), 'u')
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
    const hits = find(entries, field.value)
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
      const [first] = find(entries, field.value)
      if (first !== undefined) location.href = addressOf(first.entry)
    }, notLoaded)
  })
}
