import { inYuan } from '../../values/fen.ts'
import { secondsShown } from '../grammar.ts'
import type { Grammar } from '../locale.ts'

export const grammar = (): Grammar => ({
  sentence: (words, source) => `${words}${source === undefined ? '' : `（${source}）`}。`,
  paragraph: (sentences) => sentences.join(''),
  list,
  number: String,
  money,
  day: dayOf,
})

export function list(items: readonly string[]): string {
  return items.join('、')
}

/** 交管12123、交管网站或者自助机 */
export function either(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${list(items.slice(0, -1))}或者${items[items.length - 1]}`
}

/** 200元, 200.50元, 1亿元 */
export function money(fen: number): string {
  return fen > 0 && fen % 1e10 === 0 ? `${fen / 1e10}亿元` : `${inYuan(fen)}元`
}

/** 2018年9月10日 */
export function dayOf(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** A time, as finely as it has to be told beside the other: 2018年9月10日, 2018年9月10日15:00. */
export function moment(time: string, other: string): string {
  if (time.length === 10 || time.slice(0, 10) !== other.slice(0, 10)) return dayOf(time)
  return `${dayOf(time)}${time.slice(11, 16)}${secondsShown(time, other)}`
}
