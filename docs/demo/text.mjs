// @ts-check
// Text for a terminal of eighty columns, in which a Chinese character takes two.

const COLUMNS = 80
const WIDE = /[\u2E80-\u9FFF\uFF00-\uFFEF“”《》]/u
const PIECES = /[\u2E80-\u9FFF\uFF00-\uFFEF“”《》]|[^\s\u2E80-\u9FFF\uFF00-\uFFEF“”《》]+|\s+/gu
/** Chinese marks that do not begin a line. */
const ENDING = /^[，。；：、）》”]$/u

/** 17,433 @param {number} number */
export function grouped(number) {
  return number.toLocaleString('en-GB')
}

/** @param {string | number} text @param {number} width */
export function left(text, width) {
  return String(text).padEnd(width)
}

/** @param {string | number} text @param {number} width */
export function right(text, width) {
  return String(text).padStart(width)
}

/** Prints a heading with a rule under it. @param {string} text */
export function heading(text) {
  console.log(`\n${text}\n${'─'.repeat(Math.min(COLUMNS, text.length))}`)
}

/** A paragraph, broken at eighty columns; its first spaces indent every line. @param {string} text */
export function wrapped(text) {
  const indent = /^ */.exec(text)?.[0] ?? ''
  const lines = []
  let line = indent
  let width = indent.length
  for (const piece of text.trim().match(PIECES) ?? []) {
    const columns = [...piece].reduce((sum, each) => sum + (WIDE.test(each) ? 2 : 1), 0)
    if (width + columns > COLUMNS && !ENDING.test(piece)) {
      lines.push(line.trimEnd())
      line = indent
      width = indent.length
      if (/^\s+$/.test(piece)) continue
    }
    line += piece
    width += columns
  }
  return [...lines, line.trimEnd()].join('\n')
}

/** `a`, `a and b`, `a, b and c` @param {readonly string[]} list */
export function listed(list) {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`
}
