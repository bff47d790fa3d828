import { type Expected, type Issue, type Path, report } from '../input/issue.ts'
import * as wanted from '../input/wanted.ts'
import { type Instant, readInstant } from '../values/instant.ts'
import { visible } from './tidy.ts'

/** A day and a time without an offset, as `datetime-local` sends it and as people write it: `2018年9月10日15时30分`, `2018年9月10日15时`. */
export const LOCAL_TIME: RegExp =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日\s*|[Tt]|\s+)(\d{1,2})(?:[时点]|[:时点](\d{1,2})(?:分|[:分](\d{1,2})(?:\.(\d{1,3}))?秒?)?)$/

/**
 * What such a text may not hold: a single digit of a minute or a second without its word, as in `9:1`, which has lost one and may be 09:01 or
 * 09:10, and two times in a row, `9点10:30`.
 */
export const UNCLEAR_TIME: RegExp = /:\d(?:[^\d分]|$)|[时点分]\d(?:[^\d分秒.]|$)|[时点]\d+:/

/** A day alone. */
const DAY_ALONE = /^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$/
/** An hour of half a day. */
const HALF_DAY = /\s*([上下])午\s*(\d{1,2})(?=[:时点])/
/** A label before a time, and the zone that it is taken in. */
const NOTES = /^(?:北京|违法|备案)?(?:时间|日期)\s*:?\s*|\s*\(?北京时间\)?$/g
/** China's offset; a time with another one is read as programs write it, to the second and with its T. */
const OFFSET = /\s*\+08:?00$/
const WITH_OFFSET = /T\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/i

/** Reads a moment whose text need not name a zone: China's time (UTC+8) is meant. Issues: `time-missing` of a day alone, and those of `parseInstant`. */
export function readLocalTime(text: string, path: Path, issues: Issue[]): Instant | undefined {
  const tidy = visible(text)
    .replace(NOTES, '')
    .replace(/\s*([年月日号时点分秒])\s*/g, '$1')
    .replace('号', '日')
    .replace(',', ' ')
    .replace('点半', '点30分')
    .replace(HALF_DAY, (written, half, hour) => {
      if (hour < 1 || hour > 11) return written
      return ` ${half === '上' ? hour : Number(hour) + 12}`
    })
  if (DAY_ALONE.test(tidy)) {
    report(issues, 'time-missing', path, wanted.beijingTime, text)
    return undefined
  }
  const found: Issue[] = []
  const instant = readInstant(WITH_OFFSET.test(tidy) ? tidy : inChina(tidy), path, found)
  for (const each of found) report(issues, each.code, path, localExpected(each), text)
  return instant
}

/** What is wanted where a time need not name a zone. */
export function localExpected(expected: Expected): Expected {
  return expected.wanted.kind === 'instant' ? wanted.beijingTime : expected
}

/** A local time as `readInstant` wants it; what is no day with a time comes back as no instant. */
function inChina(text: string): string {
  const found = LOCAL_TIME.exec(text.replace(OFFSET, ''))
  if (found === null || UNCLEAR_TIME.test(found[0])) return ''
  const [, year, month, day, hour, minute = '00', second = '0', fraction = '0'] = found.map((part) =>
    part?.padStart(2, '0'),
  )
  return `${year}-${month}-${day}T${hour}:${minute}:${second.padStart(2, '0')}.${(found[7] ?? fraction).padEnd(3, '0')}+08:00`
}
