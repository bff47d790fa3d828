import { frozen } from './freeze.ts'
import type { Expected, PLAIN_KINDS, Range, Wanted } from './issue.ts'

// Everything that can be wanted, by its kind, in English for programmers. Each is a value of its own, so that a page loads
// those of the inputs that it reads. People are told by `explainIssue`, in the words of their language.

export const flag: Expected = plain('flag', 'true or false')
export const record: Expected = plain('record', 'object')
export const list: Expected = plain('list', 'array')
export const readable: Expected = plain('readable', 'readable property')
export const present: Expected = plain('present', 'present')
export const nothing: Expected = plain('nothing', 'no such key')
export const once: Expected = plain('once', 'each word once')
export const id: Expected = plain('id', 'id of 1 to 64 ASCII or Chinese characters')
export const ownId: Expected = plain('own-id', 'an id of its own')
export const ownKey: Expected = plain('own-key', 'a key that begins with own:')
export const citationKey: Expected = plain('citation-key', 'a key of CITATIONS, or of the citations of the rule set')
export const documentNumber: Expected = plain('document-number', 'licence number, or that of another document, alone')
/** What a licence number has to be. */
export const licenceNumber: Expected = plain(
  'licence-number',
  '18 characters, digits with a check digit 0 to 9 or X at the end, or 15 digits',
)
export const area: Expected = plain('area', 'number beginning with a province code, 81, 82, 83 or 9')
export const checkDigit: Expected = plain('check-digit', 'check digit of ISO 7064 MOD 11-2')
export const instant: Expected = plain(
  'instant',
  'instant from 1900-01-01 to 2199-12-31 (RFC 3339 text with an offset, Date, Temporal instant or epoch ms)',
)
export const milliseconds: Expected = plain(
  'milliseconds',
  'epoch ms (not seconds) of 1980 or later, or text with an offset',
)
export const day: Expected = plain('day', 'day YYYY-MM-DD from 1900-01-01 to 2199-12-31')
export const workday: Expected = plain('workday', 'no holiday')
export const address: Expected = plain('address', 'address that begins with https://, http:// or about:')
export const oncePerChannel: Expected = plain('once-per-channel', 'each rule once for each channel')
export const canonical: Expected = plain('canonical', 'the canonical writing')
export const acceptedCommand: Expected = plain('accepted-command', 'an accepted command')
/** What a number plate has to be. */
export const plate: Expected = plain('plate', 'civil plate such as 京A12345, 京AD12345 or 京A1234学')
/** What a time without an offset has to be. */
export const beijingTime: Expected = plain('beijing-time', 'day that exists, with a time such as 2018-09-10 15:00')
export const single: Expected = plain('single', 'one text')
export const letterX: Expected = plain('letter-x', 'number with the letter X at the end')
export const wholeNumber: Expected = plain('whole-number', 'whole number of 18 characters, neither cut off nor masked')
export const onRecord: Expected = plain('on-record', 'what is on record')
export const notLater: Expected = plain('not-later', 'time not after the act')

/** What a whole number counts, where issues name it. */
export type WholeKind = 'whole' | 'fen' | 'points' | 'days'

export function whole({ from, to }: Range, kind: WholeKind = 'whole'): Expected {
  return expecting({ kind, from, to }, `whole number ${kind === 'whole' ? '' : `of ${kind} `}from ${from} to ${to}`)
}

export function text({ from, to }: Range): Expected {
  return expecting({ kind: 'text', from, to }, `text of ${from} to ${to} visible characters`)
}

/** What an amount in yuan has to be. */
export function yuan({ from, to }: Range): Expected {
  return expecting({ kind: 'yuan', from, to }, `yuan such as 200 or 200.50, from ${from} to ${to}`)
}

export function word(of: readonly string[]): Expected {
  return expecting({ kind: 'word', of }, `one of ${of.join(', ')}`)
}

export function words(of: readonly string[]): Expected {
  return expecting({ kind: 'words', of }, `array of ${of.join(', ')}`)
}

export function some(of: readonly string[]): Expected {
  return expecting({ kind: 'some', of }, `at least one of ${of.join(', ')}`)
}

export function thisInstant(meant: string): Expected {
  return expecting({ kind: 'this-instant', meant }, `time with an offset, in China ${meant}`)
}

export function thisPlate(meant: string): Expected {
  return expecting({ kind: 'this-plate', meant }, meant)
}

export function more(left: number): Expected {
  return expecting({ kind: 'more', left }, `${left} more`)
}

export function items(to: number): Expected {
  return expecting({ kind: 'items', to }, `at most ${to} items`)
}

export function keys(to: number): Expected {
  return expecting({ kind: 'keys', to }, `at most ${to} keys`)
}

export function exactly(value: string): Expected {
  return expecting({ kind: 'exactly', value }, value)
}

export function rule(question: string): Expected {
  return expecting({ kind: 'rule', question }, `rule of the question ${question}`)
}

function plain(kind: (typeof PLAIN_KINDS)[number], expected: string): Expected {
  return expecting({ kind } as Wanted, expected)
}

function expecting(wanted: Wanted, expected: string): Expected {
  return { wanted: frozen(wanted), expected }
}
