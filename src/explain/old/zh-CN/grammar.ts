import type { Finding } from '../../../decision/decision.ts'
import type { Channel } from '../../../values/channel.ts'
import type { LicenceState } from '../../../values/licence.ts'
import { PLATE_TYPES, type PlateType } from '../../../values/vehicle.ts'
import type { DecisionContext } from '../context.ts'
import { freeOf, isSelfService, type Precision, precisionOf, secondsOf, sharedWith } from '../grammar.ts'
import type { Compared, Refused, Says } from '../locale.ts'
import { channels as CHANNEL_NAMES, licenceStates, plateTypes } from './labels.ts'

// 组句：数量与上限、渠道、日期。

type Channels = Finding['channels']

/** How a cap is told: the count or sum, and the most that it may be. */
export interface Cap {
  readonly clause: (supplied: number, context?: DecisionContext) => string
  /** Of a count of bindings: how many there are without this one, which is not needed. */
  readonly had?: (before: number) => string
  readonly limited: (limit: number) => string
}

export function within(cap: Cap): Says<Compared, string> {
  return (finding, context) => compared(cap, finding, '未超限', context)
}

/** Over a cap, and what helps then; of a limit of 0 no help is told: see `over` of the English words. */
export function over(
  cap: Cap,
  help?: (supplied: number, limit: number, context?: DecisionContext) => string | undefined,
): Says<Compared, Refused> {
  return (finding, context) => {
    const { supplied, limit } = finding
    return [compared(cap, finding, '已超限', context), limit > 0 ? help?.(supplied, limit, context) : undefined]
  }
}

/** What a driver is told of a cap; of a limit of 0, that nothing of the kind is done. */
export function upTo(act: string, say: Says<Compared, Refused>): Says<Compared, Refused> {
  return (finding, context) =>
    finding.limit === 0
      ? [`${by(finding.channels) ? `${by(finding.channels)}不能` : '按规定不得'}${act}`]
      : say(finding, context)
}

function compared({ clause, had, limited }: Cap, finding: Compared, so: string, context?: DecisionContext): string {
  const { supplied, limit, channels } = finding
  const most = `${by(channels)}${limited(limit)}`
  if (context?.settled && had) return `${had(supplied - 1)}，${most}，${supplied > limit ? '已' : '未'}达上限`
  return `${clause(supplied, context)}，${most}，${so}`
}

/** When the violation happened, beside another time; told as finely as their difference needs, in Beijing time. */
export function dated(occurred: string, other: string, relation: string): string {
  const precision = precisionOf(occurred, other)
  const zone = precision === 'day' ? '' : '北京时间'
  return `违法时间为${zone}${momentOf(occurred, precision)}，${relation}${momentOf(other, precision)}`
}

/** What channels are called. */
export function named(channels: readonly Channel[]): string {
  return isSelfService(channels) ? '自助渠道' : join(channels.map((channel) => CHANNEL_NAMES[channel]))
}

/** 交管12123、互联网平台或者自助机: for a driver, who need not know what 自助渠道 are. */
export function either(channels: readonly Channel[]): string {
  const names = channels.map((channel) => CHANNEL_NAMES[channel])
  return [join(names.slice(0, -1)), ...names.slice(-1)].filter(Boolean).join('或者')
}

/** 到窗口办理, or by which of the other channels. */
export function going(free: readonly Channel[]): string {
  return free.includes('window') ? '到窗口办理' : `通过${either(free)}办理`
}

/** What a provision's channels are called before a limit; nothing when it binds all. */
export function by(channels: Channels): string {
  return channels === 'all' ? '' : named(channels)
}

/** Whose rule it is: the channels', or everyone's. */
export function ruled(channels: Channels): string {
  return by(channels) || '按规定'
}

/** Which of the open channels this provision leaves free; where it leaves none of these, which it binds. */
export function scope(channels: Channels, isHelped: boolean, open?: readonly Channel[]): readonly string[] {
  const free = freeOf(channels)
  if (channels === 'all' || free.length === 0) return isHelped ? [] : ['各渠道均受此限']
  const isFree = open === undefined ? free : sharedWith(free, open)
  return [isFree.length > 0 ? `${named(isFree)}办理不受此限` : `此限只适用于${named(channels)}`]
}

/** That all channels are closed, or some are, and which are not. */
export function closing(why: string, channels: Channels, act: string): Refused {
  if (freeOf(channels).length === 0) return `${why}各渠道均不能${act}`
  return [`${why}${by(channels)}不能${act}`]
}

export function platesOf(allowed: readonly PlateType[]): string {
  const others = sharedWith(PLATE_TYPES, allowed, false)
  const areMost = others.length < allowed.length
  const verb = areMost ? '办理范围不含' : '办理范围仅限'
  const list = areMost ? others : allowed
  return `${verb}${join(list.map((type) => plateTypes[type]))}`
}

export function states(list: readonly LicenceState[]): string {
  return join(list.map((state) => licenceStates[state]))
}

/** Originals cannot be shown to an app, nor is a face checked by machine at a window. */
export function identify(channels: Channels): string {
  if (asksBoth(channels)) return '自助办理请做实人认证，窗口办理请出示驾驶证和身份证明原件'
  return channels.includes('window') ? '请出示您的驾驶证和身份证明原件' : '请先完成实人认证'
}

/** The same of an official, before whom the driver stands. */
export function inspect(channels: Channels): string {
  if (asksBoth(channels)) return '自助办理须由驾驶人做实人认证，窗口办理请查验驾驶人的驾驶证和身份证明原件'
  return channels.includes('window') ? '请查验驾驶人的驾驶证和身份证明原件' : '须由驾驶人先完成实人认证'
}

/** Whether an identity is to be checked at a window and elsewhere. */
function asksBoth(channels: Channels): boolean {
  return channels === 'all' || (channels.includes('window') && channels.length > 1)
}

/** 须待其余3辆中有1辆距最近一次处理满一年 */
export function waiting(whole: number, part: number, measure: string): string {
  const some = part === whole ? '' : `中有${part}${measure}`
  return `须待其余${whole}${measure}${some}距最近一次处理${part === 1 ? '' : '均'}满一年`
}

/** The rolling year that ends with the handling, by its last day where that is known. */
export function yearTo(context: DecisionContext | undefined): string {
  return context?.actedOn === undefined ? '一年内' : `截至${dayOf(context.actedOn)}的一年内`
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
