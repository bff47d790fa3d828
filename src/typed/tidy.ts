import { mistyped } from '../input/assert.ts'

// What people paste into a field, made ready for a strict parser. Nothing that could be meant is changed: letters, digits,
// their order, and quotation marks stay.

const tidyChanges = [
  'full-width',
  'line-break',
  'space',
  'dot',
  'hyphen',
  'invisible',
  'comma',
  'small-l',
  'lower-case',
  'traditional',
] as const
/**
 * What tidying can change in a text: full-width characters 全角 become ordinary ones; line breaks, spaces, dots, hyphens,
 * characters that show nothing and a comma at the end are dropped; letters a to z become capitals, of which an l is told by itself, since
 * a 1 may be meant; and traditional characters 繁体字 of plates become simplified ones.
 */
export const TIDY_CHANGES: typeof tidyChanges = /* @__PURE__ */ Object.freeze(tidyChanges)
/** One change that tidying made. */
export type TidyChange = (typeof TIDY_CHANGES)[number]

/** A text as a parser wants it, and what was changed for that, in the order of `TIDY_CHANGES`. */
export interface Tidied {
  readonly text: string
  readonly changes: readonly TidyChange[]
}

/** Full-width ASCII 全角, as Chinese input methods write it. */
const FULL_WIDTH = /[\uff01-\uff5e]/g
const OFFSET_TO_ASCII = 0xfee0

/** Zero width, what selects a picture or stands for one that was pasted, and marks of direction that leave the order of the characters as it is shown. */
const INVISIBLE =
  /\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a\u202c\u202d\u2060-\u2064\u2066\u2068\u2069\ufeff\ufffc]/g

const COMMAS = ',;\u3001\uff64'

/** Makes the change of each of `TIDY_CHANGES` in turn, but for the last, which is of plates alone. */
const STEPS: readonly Step[] = [
  narrow,
  /* @__PURE__ */ replacing(/[\n\v\f\r\u0085\u2028\u2029]/g),
  /* @__PURE__ */ replacing(/[\t \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g),
  // Full-width dots and hyphens are ASCII by now; U+3000 is the full-width space.
  /* @__PURE__ */ replacing(/[.\u00b7\u0387\u2022\u2024\u2027\u2219\u22c5\u2e31\u2e33\u3002\u30fb\uff61\uff65]/g),
  /* @__PURE__ */ replacing(/[-\u2010-\u2015\u2212\ufe58\ufe63]/g),
  /* @__PURE__ */ replacing(INVISIBLE),
  withoutCommas,
  /* @__PURE__ */ replacing(/l/g, 'L'),
  (text) => text.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
]
type Step = (text: string) => string

function replacing(pattern: RegExp, by = ''): Step {
  return (text) => text.replace(pattern, by)
}

/** The text tidied. */
export function tidyText(text: string): string {
  return STEPS.reduce((tidy, step) => step(tidy), text)
}

/**
 * The text tidied, and what was changed.
 *
 * @throws TypeError naming the argument when it is not text.
 */
export function tidied(argument: string, text: string, last: Step = (tidy) => tidy): Tidied {
  if (typeof text !== 'string') throw mistyped(argument, text, 'text')
  const steps = [...STEPS, last]
  let tidy = text
  const changes = TIDY_CHANGES.filter((_, place) => {
    const before = tidy
    tidy = (steps[place] as Step)(tidy)
    return tidy !== before
  })
  return Object.freeze({ text: tidy, changes: Object.freeze(changes) })
}

/** Without commas at the end: one between two numbers stays, and is refused. A pattern would look anew from each comma on. */
function withoutCommas(text: string): string {
  let end = text.length
  while (end > 0 && COMMAS.includes(text.charAt(end - 1))) end--
  return text.slice(0, end)
}

/** Full-width ASCII as ASCII; everything else stays. */
export function narrow(text: string): string {
  return text.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - OFFSET_TO_ASCII))
}

/** A text without what shows nothing, and without white space around it. */
export function shown(text: string): string {
  return text.replace(INVISIBLE, '').trim()
}

/** The same in ordinary width, and without the marks that may end a sentence. */
export function visible(text: string): string {
  return shown(narrow(text)).replace(/\s*[.,;\u3001\u3002\uff61\uff64]+$/, '')
}

/**
 * Quotation marks: a person typed them, so they are neither dropped nor called invisible. The characters to which Unicode
 * gives that property, by fixed ranges, and the backtick.
 */
export const QUOTATION_MARK: RegExp =
  /["'`\u00ab\u00bb\u2018-\u201f\u2039\u203a\u2e42\u300c-\u300f\u301d-\u301f\ufe41-\ufe44\uff02\uff07\uff62\uff63]/
