import { enLicenceStates, zhLicenceStates } from '../../explain/licence-state-names.ts'
import { wordArgument } from '../../input/assert.ts'
import type { Command, CommandType } from '../../registry/commands/index.ts'
import type { Channel } from '../../values/channel.ts'
import { inYuan } from '../../values/fen.ts'
import type { Instant, LegalDay } from '../../values/instant.ts'
import { legalDay } from '../../values/instant.ts'
import type { Goal } from '../explore/goal.ts'
import { daysOf, type WholeSearchScope } from '../explore/scope.ts'

/** A language by its tag: `en` or `zh-CN`. The locales of `demerit/explain` will do. */
export interface Language {
  readonly tag: string
}

/** What happened, step by step. */
export interface Plot {
  readonly setUp: readonly Command[]
  readonly commands: readonly Command[]
  readonly scope: WholeSearchScope
  readonly goal: Pick<Goal<never>, 'title'>
}

/**
 * A way as sentences: who owns what, then a sentence a command with its day and time, then what has come about.
 *
 * @throws RangeError when there are no words in the language.
 */
export function told({ setUp, commands, scope, goal }: Plot, language: Language): readonly string[] {
  const words = wordsOf(language)
  const days = daysOf(scope)
  const owners = new Map<string, string>()
  for (const command of setUp) if (command.type === 'enrolVehicle') owners.set(command.id, command.owner.id)
  const story = [words.opening(scope.drivers, [...owners])]
  const vehicles = new Map<string, string>()
  for (const command of commands) {
    if (command.type === 'recordViolation') vehicles.set(command.id, command.vehicle)
    const known: Known = {
      days,
      vehicleOf: (violation) => vehicles.get(violation) as string,
      ownerOf: (vehicle) => owners.get(vehicle) as string,
    }
    const sentence = (words.steps[command.type as Step] as (command: Command, known: Known) => string)(command, known)
    story.push(words.dated(dayNumber(days, command.at), String(command.at).slice(11, 16), sentence))
    if (command.type === 'transferVehicle') owners.set(command.vehicle, command.to.id)
  }
  story.push(words.closing(goal.title))
  return Object.freeze(story)
}

/** The words of a language. */
export function wordsOf(language: Language): Words {
  const { tag } = Object(language) as Language
  return WORDS[wordArgument('story(language.tag)', tag, Object.keys(WORDS))] as Words
}

type Step = Exclude<CommandType, 'enrolDriver' | 'enrolVehicle'>

interface Known {
  readonly days: readonly LegalDay[]
  readonly vehicleOf: (violation: string) => string
  readonly ownerOf: (vehicle: string) => string
}

export interface Words {
  /** What a driver, a vehicle or a violation is called. */
  readonly name: (id: string) => string
  readonly opening: (drivers: number, owners: readonly (readonly [vehicle: string, owner: string])[]) => string
  readonly dated: (day: number, time: string, sentence: string) => string
  readonly closing: (title: Goal<never>['title']) => string
  readonly steps: { readonly [T in Step]: (command: Extract<Command, { readonly type: T }>, known: Known) => string }
  /** Labels of a drawing. */
  readonly bound: (vehicle: string) => string
  readonly recorded: (violation: string) => string
  readonly handles: (violation: string) => string
}

const CHANNEL_WORDS: { readonly [C in Channel]: readonly [en: string, zh: string] } = {
  window: ['at a window', '到窗口'],
  app: ['by app', '通过“交管12123”'],
  web: ['on the website', '通过网站'],
  kiosk: ['at a kiosk', '通过自助机'],
}

/** The kind of thing by its letter, then its number; the outsider is one letter and has none. */
function nameIn(id: string, words: Readonly<Record<string, string>>): string {
  return `${words[id.slice(0, 1)]}${id.slice(1)}`
}

function dayNumber(days: readonly LegalDay[], at: unknown): number {
  return days.indexOf(legalDay(at as Instant)) + 1
}

const en = (id: string): string =>
  nameIn(id, { o: 'somebody who is no driver here', d: 'driver ', v: 'vehicle ', x: 'violation ' })
const zh = (id: string): string => nameIn(id, { o: '其他人', d: '驾驶人', v: '机动车', x: '违法' })

/** Says when a violation occurred, unless it was recorded as it occurred. */
function occurred(
  command: { occurredAt: unknown; at: unknown },
  known: Known,
): readonly [day: number, time: string] | null {
  if (command.occurredAt === command.at) return null
  return [dayNumber(known.days, command.occurredAt), String(command.occurredAt).slice(11, 16)]
}

const WORDS: Readonly<Record<string, Words>> = {
  en: {
    name: en,
    opening: (drivers, owners) => {
      const sentences = byOwner(owners).map(([owner, vehicles]) =>
        vehicles.length === 1
          ? `Vehicle ${listed(vehicles)} belongs to ${en(owner)}.`
          : `Vehicles ${listed(vehicles)} belong to ${en(owner)}.`,
      )
      return [drivers === 1 ? 'There is 1 driver.' : `There are ${drivers} drivers.`, ...sentences].join(' ')
    },
    dated: (day, time, sentence) => `Day ${day}, ${time}: ${sentence}.`,
    closing: (title) => `So ${title.en}.`,
    steps: {
      bind: ({ driver, vehicle, channel }) => `${en(driver)} binds ${en(vehicle)} ${CHANNEL_WORDS[channel][0]}`,
      release: ({ driver, vehicle }) => `${en(driver)} releases ${en(vehicle)}`,
      transferVehicle: ({ vehicle, to }) => `${en(vehicle)} passes to ${en(to.id)}`,
      changeLicence: ({ driver, licence }) =>
        `the licence of ${en(driver)} is ${licence.states.map((state) => enLicenceStates[state]).join(' and ') || 'in order'}`,
      recordViolation: (command, known) => {
        const { id, vehicle, fine, points } = command
        const when = occurred(command, known)
        const act = `${en(id)} of ${en(vehicle)} is recorded, ${inYuan(fine)} yuan and ${points} ${points === 1 ? 'point' : 'points'}`
        return when === null ? act : `${act}, occurred on day ${when[0]} at ${when[1]}`
      },
      withdrawViolation: ({ violation }) => `${en(violation)} is withdrawn`,
      handle: ({ violation, driver, channel }, { vehicleOf, ownerOf }) => {
        const vehicle = vehicleOf(violation)
        const as = ownerOf(vehicle) === driver ? ' as its owner' : ''
        return `${en(driver)} handles ${en(violation)} of ${en(vehicle)}${as} ${CHANNEL_WORDS[channel][0]}`
      },
      revokeHandling: ({ violation }) => `the handling of ${en(violation)} is revoked`,
      payFine: ({ violation }) => `the fine of ${en(violation)} is paid`,
      deductByStudy: ({ driver }) => `${en(driver)} has points taken off by study`,
      completeStudy: ({ driver }) => `${en(driver)} completes the study at the full score`,
    },
    bound: (vehicle) => `has bound ${en(vehicle)}`,
    recorded: (violation) => `${en(violation)} recorded`,
    handles: (violation) => `handles ${en(violation)}`,
  },
  'zh-CN': {
    name: zh,
    opening: (drivers, owners) => {
      const clauses = byOwner(owners).map(
        ([owner, vehicles]) => `机动车${vehicles.map(numberOf).join('、')}归${zh(owner)}所有`,
      )
      return `${[`共有${drivers}名驾驶人`, ...clauses].join('；')}。`
    },
    dated: (day, time, sentence) => `第${day}日${time}，${sentence}。`,
    closing: (title) => `结果：${title.zh}。`,
    steps: {
      bind: ({ driver, vehicle, channel }) => `${zh(driver)}${CHANNEL_WORDS[channel][1]}备案${zh(vehicle)}`,
      release: ({ driver, vehicle }) => `${zh(driver)}解除${zh(vehicle)}的备案`,
      transferVehicle: ({ vehicle, to }) => `${zh(vehicle)}转移登记到${zh(to.id)}名下`,
      changeLicence: ({ driver, licence }) =>
        `${zh(driver)}的驾驶证状态变为${licence.states.map((state) => zhLicenceStates[state]).join('、') || '正常'}`,
      recordViolation: (command, known) => {
        const { id, vehicle, fine, points } = command
        const when = occurred(command, known)
        const act = `${zh(vehicle)}被记录${zh(id)}，罚款${inYuan(fine)}元，记${points}分`
        return when === null ? act : `${act}，发生于第${when[0]}日${when[1]}`
      },
      withdrawViolation: ({ violation }) => `${zh(violation)}被消除`,
      handle: ({ violation, driver, channel }, { vehicleOf, ownerOf }) => {
        const vehicle = vehicleOf(violation)
        const as = ownerOf(vehicle) === driver ? '以所有人身份' : ''
        return `${zh(driver)}${as}${CHANNEL_WORDS[channel][1]}处理${zh(vehicle)}的${zh(violation)}`
      },
      revokeHandling: ({ violation }) => `${zh(violation)}的处理被撤销`,
      payFine: ({ violation }) => `${zh(violation)}的罚款已缴纳`,
      deductByStudy: ({ driver }) => `${zh(driver)}学法减分`,
      completeStudy: ({ driver }) => `${zh(driver)}完成满分学习`,
    },
    bound: (vehicle) => `备案${zh(vehicle)}`,
    recorded: (violation) => `记录${zh(violation)}`,
    handles: (violation) => `处理${zh(violation)}`,
  },
}

/** The vehicles of each owner, in order. */
function byOwner(
  owners: readonly (readonly [vehicle: string, owner: string])[],
): readonly (readonly [string, string[]])[] {
  const owned = new Map<string, string[]>()
  for (const [vehicle, owner] of owners) owned.set(owner, [...(owned.get(owner) ?? []), vehicle])
  return [...owned]
}

/** 1, or 1, 2 and 3 */
function listed(vehicles: readonly string[]): string {
  const numbers = vehicles.map(numberOf)
  return numbers.length === 1 ? (numbers[0] as string) : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
}

function numberOf(id: string): string {
  return id.slice(1)
}
