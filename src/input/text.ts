/**
 * Characters that free text and pictures of values never show as they are: control, bidi and zero-width characters,
 * fillers and blanks, spaces other than the plain one, private-use characters, and halves of surrogate pairs. The ranges
 * are fixed, since `\p{…}` means other characters on a host with another version of Unicode.
 */
const RANGES =
  '\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5\\u180b-\\u180f\\u2000-\\u200f' +
  '\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164\\ud800-\\udfff\\ue000-\\uf8ff\\ufdd0-\\ufdef\\ufe00-\\ufe0f\\ufeff' +
  '\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\u{13430}-\\u{13442}\\u{16fe4}\\u{1bca0}-\\u{1bca3}\\u{1d159}\\u{1d173}-\\u{1d17a}' +
  '\\u{e0000}-\\u{10ffff}'
/** Characters in a title, a citation or a part of a sentence at most. */
export const LONGEST_TEXT = 500
const UNSEEN: RegExp = anyOf('', '', 'u')
const HIDDEN: RegExp = anyOf('', '', 'gu')
const RUNS: RegExp = anyOf(' ', '+', 'gu')
const ESCAPED: RegExp = anyOf('"\\\\', '', 'gu')

/** The ranges and some more characters, that often. A call that a bundler can leave out, which a template is not. */
function anyOf(more: string, often: string, flags: string): RegExp {
  return new RegExp(`[${more}${RANGES}]${often}`, flags)
}

/** Whether the text has at least one character and at most `most`, and each of them shows; a plain space does. */
export function isVisible(text: string, most: number): boolean {
  const { length } = text
  return length > 0 && length <= 2 * most && !UNSEEN.test(text) && (length <= most || [...text].length <= most)
}

/** The text on one line: one plain space stands for each run of spaces and of characters that do not show. */
export function onOneLine(text: string): string {
  return text.replace(RUNS, ' ')
}

/** The text with each character that does not show, and those that quote, written as `\u{…}`. */
export function escaped(text: string): string {
  return text.replace(ESCAPED, codeOf)
}

/** Text of several lines with each other character that does not show written as `\u{…}`: for a terminal, which obeys some of them. */
export function visible(text: string): string {
  return text.replace(HIDDEN, (character) => (character === '\n' ? character : codeOf(character)))
}

/** JSON that says the same and shows: JSON has codes for characters of its texts. */
export function visibleJson(json: string): string {
  return json.replace(HIDDEN, (character) =>
    [...Array(character.length).keys()]
      .map((place) => `\\u${character.charCodeAt(place).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

function codeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
