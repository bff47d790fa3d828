import { mistyped } from '../input/assert.ts'

// What people paste into a field, made ready for a strict parser. Nothing that could be meant is changed: letters, digits,
// their order, and quotation marks stay.

/** Full-width ASCII 全角, as Chinese input methods write it. */
const FULL_WIDTH = /[\uff01-\uff5e]/g
const OFFSET_TO_ASCII = 0xfee0

/** Zero width, what selects a picture or stands for one that was pasted, and marks of direction that leave the order of the characters as it is shown. */
const INVISIBLE =
  /\u034f|[\u180b-\u180d]|[\ufe00-\ufe0f]|[\u00ad\u061c\u180e\u200b-\u200f\u202a\u202c\u202d\u2060-\u2064\u2066\u2068\u2069\ufeff\ufffc]/g
/** What stands between the characters of an id: line breaks, white space, dots and hyphens, in ordinary width. */
const SEPARATORS =
  /[\s\u0085.\u00b7\u0387\u2022\u2024\u2027\u2219\u22c5\u2e31\u2e33\u3002\u30fb\uff61\uff65\-\u2010-\u2015\u2212\ufe58\ufe63]/g
/** What may end a sentence or an item of a list; each alone, since a pattern for many would look anew from each on. */
const COMMAS = ',;\u3001\uff64'

/** An id ready for its parser: ordinary width, capitals, and without separators, what shows nothing, and commas at the end. */
export function tidyText(text: string): string {
  const tidy = narrow(text).replace(SEPARATORS, '').replace(INVISIBLE, '')
  let end = tidy.length
  // A comma between two ids stays, and is refused.
  while (end > 0 && COMMAS.includes(tidy.charAt(end - 1))) end--
  return tidy.slice(0, end).replace(/[a-z]/g, (letter) => letter.toUpperCase())
}

/** Full-width ASCII as ASCII; everything else stays. */
function narrow(text: string): string {
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

/** @throws TypeError naming the argument when it is not text. */
export function textArgument(argument: string, text: unknown): string {
  if (typeof text !== 'string') throw mistyped(argument, text, 'text')
  return text
}
