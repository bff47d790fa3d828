/** A day and a time without an offset, as `datetime-local` sends it and as people write it: `2018年9月10日15时30分`. */
export const LOCAL_TIME: RegExp =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日\s*|[Tt]|\s+)(\d{1,2})[:时点](\d{1,2})(?:分|[:分](\d{1,2})(?:\.(\d{1,3}))?秒?)?$/

/**
 * What such a text may not hold: a single digit of a minute or a second without its word, as in `9:1`, which has lost one and may be 09:01 or
 * 09:10, and two times in a row, `9点10:30`.
 */
export const UNCLEAR_TIME: RegExp = /:\d(?:[^\d分]|$)|[时点分]\d(?:[^\d分秒.]|$)|[时点]\d+:/
