import { parseInstant, parseLegalDay } from 'demerit'
import type { Says } from './says.ts'

/** As much of a text as a message repeats. */
const MOST_REPEATED = 40

/** A text as a message repeats it. */
export function repeated(text: string): string {
  return text.length > MOST_REPEATED ? `${text.slice(0, MOST_REPEATED)}…` : text
}

/** What somebody typed, or an address holds: a value, or what is wrong with it. */
export type Read<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly problem: string; readonly value?: undefined }

/** A day that exists, from one day to another. */
export function dayIn(text: string, from: string, to: string, says: Says): Read<string> {
  const day = parseLegalDay(text)
  return day.ok && from <= day.value && day.value <= to
    ? { value: day.value }
    : { problem: says.noDay(repeated(text), from, to) }
}

/** A moment of Beijing time as a field gives it: `2025-03-10T15:00`. */
export function momentIn(text: string, says: Says): Read<string> {
  const moment = parseInstant(`${text.length === 16 ? `${text}:00` : text}+08:00`)
  return moment.ok ? { value: moment.value } : { problem: says.noMoment(repeated(text)) }
}

/** A whole number, of digits alone. */
export function wholeIn(text: string, from: number, to: number, says: Says): Read<number> {
  const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= from && number <= to ? { value: number } : { problem: says.noWhole(repeated(text), from, to) }
}

/** Yuan with at most two decimals, as fen. */
export function fenIn(text: string, says: Says): Read<number> {
  const [, yuan, decimals = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  return yuan === undefined
    ? { problem: says.noYuan(repeated(text)) }
    : { value: Number(yuan) * 100 + Number(decimals.padEnd(2, '0')) }
}

/** The values of an address. What cannot be read has a message, and the usual value in its place. */
export interface Given {
  /** Read once every value has been asked for: a name of the address that was not has its message too. */
  readonly problems: readonly string[]
  readonly word: <T extends string>(name: string, options: readonly T[], usual: T) => T
  readonly day: (name: string, from: string, to: string, usual: string) => string
  readonly whole: (name: string, from: number, to: number, usual: number) => number
  /** `written` is how the usual value stands in an address. */
  readonly json: <T>(name: string, written: unknown, usual: T, read: (value: unknown) => Read<T>) => T
  /** Says that something of the address was not read. */
  readonly tell: (problem: string) => void
}

let whole: Record<string, string> = {}

/** What the view that was drawn last shows, each value as its address holds it, the usual ones too. */
export function wholeState(): Readonly<Record<string, string>> {
  return whole
}

export function givenIn(args: Readonly<Record<string, string>>, says: Says): Given {
  const problems: string[] = []
  const asked = new Set<string>()
  whole = { ...args }
  function taken<T>(name: string, usual: T, read: (text: string) => Read<T>, written = String(usual)): T {
    asked.add(name)
    const text = args[name]
    if (text === undefined || text === '') {
      whole[name] = written
      return usual
    }
    const found = read(text)
    if (found.problem === undefined) return found.value
    problems.push(says.inAddress(name, found.problem))
    return usual
  }
  return {
    get problems() {
      const others = Object.keys(args).filter((name) => !asked.has(name))
      return others.length === 0 ? problems : [...problems, says.notAsked(others.map(repeated))]
    },
    tell: (problem) => problems.push(problem),
    word: (name, options, usual) =>
      taken(name, usual, (text) => {
        const value = options.find((each) => each === text)
        return value === undefined ? { problem: says.noWord(repeated(text), options) } : { value }
      }),
    day: (name, from, to, usual) => taken(name, usual, (text) => dayIn(text, from, to, says)),
    whole: (name, from, to, usual) => taken(name, usual, (text) => wholeIn(text, from, to, says)),
    json: (name, written, usual, read) =>
      taken(
        name,
        usual,
        (text) => {
          let value: unknown
          try {
            value = JSON.parse(text)
          } catch {
            return { problem: says.cutOff(repeated(text)) }
          }
          return read(value)
        },
        JSON.stringify(written),
      ),
  }
}
