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
      return [{ entry, rank, times }]
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.rank === 0 || a.rank > 2 ? 0 : a.entry.title.length - b.entry.title.length) ||
        b.times - a.times,
    )
    .slice(0, MOST_HITS)
    .map(({ entry }) => ({ entry, excerpt: excerptOf(entry.text, words) }))
}

/** The text around the first word that it holds; its beginning if it holds none. @param {string} text @param {readonly string[]} words */
function excerptOf(text, words) {
  const at = Math.min(...words.map((word) => text.toLowerCase().indexOf(word)).filter((index) => index >= 0))
  const from = Number.isFinite(at) ? Math.max(0, at - AROUND) : 0
  const cut = text.slice(from, from + 2.5 * AROUND).replace(/\s+/g, ' ')
  return `${from > 0 ? '…' : ''}${cut.trim()}${from + 2.5 * AROUND < text.length ? '…' : ''}`
}

/** Makes the field of the page search. @param {readonly Entry[]} entries */
export function attach(entries) {
  const field = /** @type {HTMLInputElement} */ (document.getElementById('search'))
  const found = /** @type {HTMLElement} */ (document.getElementById('found'))
  const all = /** @type {HTMLDetailsElement} */ (document.getElementById('all'))
  all.open = matchMedia('(min-width: 48rem)').matches
  const addressOf = (/** @type {Entry} */ { to }) => `${field.dataset.up}${to}`
  field.addEventListener('input', () => {
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
  })
  field.form?.addEventListener('submit', (event) => {
    event.preventDefault()
    const [first] = find(entries, field.value)
    if (first !== undefined) location.href = addressOf(first.entry)
  })
}
