import { inYuan } from '../../values/fen.ts'
import { secondsShown } from '../grammar.ts'
import type { Grammar } from '../locale.ts'

export const grammar = (): Grammar => ({
  sentence: (words, source) => `${words}${source === undefined ? '' : ` (${source})`}.`,
  paragraph: (sentences) => sentences.join(' '),
  list: (items) => listed('and', items),
  number,
  money,
  day: dayOf,
})

export function listed(last: 'and' | 'or', list: readonly string[]): string {
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} ${last} ${list[list.length - 1]}`
}

/** A sentence as it goes on in another. */
export function within(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
}

/** 1 vehicle, 2 vehicles */
export function count(many: number, noun: string): string {
  return `${number(many)} ${noun}${many === 1 ? '' : 's'}`
}

/** 200 yuan, 1,000.50 yuan */
export function money(fen: number): string {
  const { 0: whole, 1: rest } = inYuan(fen).split('.')
  return `${number(Number(whole))}${rest === undefined ? '' : `.${rest}`} yuan`
}

/** 1,000,000 */
export function number(of: number): string {
  const digits = String(of)
  const first = digits.length % 3 || 3
  let text = digits.slice(0, first)
  for (let at = first; at < digits.length; at += 3) text += `,${digits.slice(at, at + 3)}`
  return text
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st */
export function ordinal(of: number): string {
  const tens = of % 100
  const ending = tens > 10 && tens < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][of % 10] ?? 'th')
  return `${number(of)}${ending}`
}

const MONTHS = 'January February March April May June July August September October November December'

/** 10 September 2018 */
export function dayOf(day: string): string {
  return `${Number(day.slice(8, 10))} ${MONTHS.split(' ')[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
}

/** A time, as finely as it has to be told beside the other: 10 September 2018, 10 September 2018 at 15:00. */
export function moment(time: string, other: string): string {
  if (time.length === 10 || time.slice(0, 10) !== other.slice(0, 10)) return dayOf(time)
  return `${dayOf(time)} at ${time.slice(11, 16)}${secondsShown(time, other)}`
}
