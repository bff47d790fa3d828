import type { Finding } from '../../decision/decision.ts'
import type { Citation } from '../../law/citation.ts'
import type { LicenceState } from '../../values/licence.ts'
import { PLATE_TYPES, type PlateType } from '../../values/vehicle.ts'
import type { Beside } from '../beside.ts'
import type { Compared, Judged, Refused } from '../locale.ts'
import { freeOf, isSelfService, type Precision, precisionOf, secondsOf, sharedWith } from '../words.ts'
import { names } from './names.ts'

// 组句：数量与上限、渠道、日期、出处。

type Channels = Finding['channels']

/** A count, or a sum, and the most that it may be; without help only channels are told that are free. */
export function capped(
  said: (supplied: number, beside?: Beside) => string,
  limited: (limit: number) => string,
  help?: (supplied: number, limit: number, beside?: Beside) => string | undefined,
): Judged<Compared> {
  const words = ({ supplied, limit, channels }: Compared, so: string, beside?: Beside) =>
    `${said(supplied, beside)}，${by(channels)}${limited(limit)}，${so}`
  return {
    holds: (finding, beside) => words(finding, '未超限', beside),
    fails: (finding, beside) => {
      const { supplied, limit } = finding
      return [words(finding, '已超限', beside), limit > 0 ? help?.(supplied, limit, beside) : undefined]
    },
  }
}

/** When the violation happened, beside another time; told as finely as their difference needs, in Beijing time. */
export function dated(occurred: string, other: string, relation: string): string {
  const precision = precisionOf(occurred, other)
  const zone = precision === 'day' ? '' : '北京时间'
  return `违法时间为${zone}${momentOf(occurred, precision)}，${relation}${momentOf(other, precision)}`
}

/** What a provision's channels are called before a limit; nothing when it binds all. */
export function by(channels: Channels): string {
  if (channels === 'all') return ''
  return isSelfService(channels) ? '自助渠道' : join(channels.map((channel) => names.channels[channel]))
}

/** Whose rule it is: the channels', or everyone's. */
export function ruled(channels: Channels): string {
  return by(channels) || '按规定'
}

/**
 * Which channels this provision leaves free. Whether another channel would help is not said of one provision: others may
 * bind it, and only the headline has looked at all of them.
 */
export function scope(channels: Channels): string {
  const free = freeOf(channels)
  return free.length === 0 ? '各渠道均受此限' : `${by(free)}办理不受此限`
}

/** That all channels are closed, or some are, and which are not. */
export function closing(said: string, channels: Channels): Refused {
  if (freeOf(channels).length === 0) return `${said}各渠道均不能办理`
  return [`${said}${by(channels)}不能办理`]
}

export function platesOf(allowed: readonly PlateType[]): string {
  const others = sharedWith(PLATE_TYPES, allowed, false)
  const [verb, list] = others.length < allowed.length ? ['不办理', others] : ['只办理', allowed]
  return `${verb}${join(list.map((type) => names.plateTypes[type]))}`
}

export function states(list: readonly LicenceState[]): string {
  return join(list.map((state) => names.licenceStates[state]))
}

export function join(list: readonly string[]): string {
  return list.join('、')
}

/** 2018年9月10日 */
export function dayOf(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** 2018年9月10日15时00分 */
function momentOf(text: string, precision: Precision): string {
  if (precision === 'day') return dayOf(text)
  const minute = `${dayOf(text)}${Number(text.slice(11, 13))}时${text.slice(14, 16)}分`
  return precision === 'minute' ? minute : `${minute}${secondsOf(text, precision)}秒`
}

/** Where a provision stands: 《…法》第三十七条, or a statement and its day; what was inferred says so. */
export function cite({ instrument, article, grade }: Citation): string {
  if (grade === 'H') return '假设方案'
  const [number] = /^[1-9]\d{0,3}(?!\d)/.exec(article) ?? []
  const where =
    number === undefined ? instrument : `《${instrument.replace(/中华人民共和国/, '')}》第${inHan(number)}条`
  return grade === 'I' ? `推定，参见${where}` : where
}

/** 三十七, 一百零五: as laws number their articles, of which none has ten thousand. */
function inHan(number: string): string {
  return [...number]
    .map(
      (digit, place) =>
        `${'零一二三四五六七八九'[Number(digit)]}${digit === '0' ? '' : ['', '十', '百', '千'][number.length - 1 - place]}`,
    )
    .join('')
    .replace(/^一(?=十)|零+$/g, '')
    .replace(/零+/, '零')
}
