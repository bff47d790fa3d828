import type { Core } from '../locale.ts'
import { grouped, money } from './grammar.ts'

// What is said of inputs: to an official what came and what was wanted, to a driver what to do.

export const issues: Core['issues'] = {
  'wrong-type': (place, got, form) => `${place} has the wrong type: received ${got}, wanted ${form}`,
  missing: (place) => `${place} is missing`,
  'unknown-key': (_, got) => `There is no field ${got}`,
  unreadable: (place) => `${place} cannot be read`,
  hole: (place) => `${place} is a gap`,
  'too-many': (place, got, form) => `${place} has too many items: received ${got}, wanted ${form}`,
  repeated: (place, got) => `${place} is repeated: received ${got}`,
  'not-whole': (place, got, form) => `${place} is not a whole number: received ${got}, wanted ${form}`,
  'out-of-range': (place, got, form) => `${place} is out of range: received ${got}, wanted ${form}`,
  'not-listed': (place, got, form) => `${place} is not on the list: received ${got}, wanted ${form}`,
  empty: (place, _, form) => `${place} is empty: wanted ${form}`,
  'too-long': (place, got, form) => `${place} is too long: received ${got}, wanted ${form}`,
  'forbidden-character': (place, _, form) => `${place} contains a character that does not belong there: wanted ${form}`,
  malformed: (place, got, form) => `${place} has the wrong form: received ${got}, wanted ${form}`,
  'no-offset': (place, got, form) => `${place} lacks a time zone: received ${got}, wanted ${form}`,
  'no-such-day': (place, got) => `${place} names a day or a time that does not exist: received ${got}`,
  'wrong-check-digit': (place, got) => `${place} has the wrong check digit: received ${got}`,
  'ambiguous-letter': (place, got, form) =>
    `${place} contains the letter I or O, which plates lack there: received ${got}, perhaps ${form} is meant`,
  'former-writing': (place, got, form) =>
    `${place} is an embassy's plate in its former form: received ${got}, write ${form}`,
  contradicted: (place) => `${place} does not agree with the records`,
  'not-in-sequence': (place, got) => `${place} is out of sequence: received ${got}`,
  'not-reproduced': (place, got) => `${place} does not come out when judged again: received ${got}`,
  overlapping: (place, got) => `${place} overlaps another provision of the same rule: received ${got}`,
  reserved: (place, got) => `${place} is reserved: received ${got}, choose another name`,
}

export const correction: Core['correction'] = ({ code, wanted }, field) => {
  const name = field === undefined ? 'what you entered' : `the field "${field.name}"`
  if (wanted.kind === 'unquoted-plate') return 'Take the quotation marks off the plate number'
  if (wanted.kind === 'unquoted-number') return 'Take the quotation marks off the number'
  switch (code) {
    case 'ambiguous-letter':
      return `Plates have no letter I or O there; ${wanted.kind === 'this-plate' ? `check whether ${wanted.meant} is meant` : 'check the number'}`
    case 'former-writing':
      return `This is the former form of an embassy's plate; ${wanted.kind === 'this-plate' ? `enter ${wanted.meant}` : 'check it'}`
    case 'contradicted':
      return `Check ${name}: it does not agree with the records`
    case 'forbidden-character':
      return `Check ${name}: it contains a character that does not belong there`
    case 'too-long':
      return `Check ${name}: it is too long`
    case 'unknown-key':
      return 'Remove what was not asked for'
  }
  switch (wanted.kind) {
    case 'plate':
      return 'Check the plate number, such as 京A12345'
    case 'licence-number':
      return 'Check the licence number: it has 18 characters, or 15'
    case 'area':
    case 'check-digit':
      return 'Check each digit of the licence number'
    case 'whole':
    case 'points':
    case 'days':
      return `Check ${name}: it takes a whole number from ${grouped(wanted.from)} to ${grouped(wanted.to)}`
    case 'fen':
      return `Check ${name}: it takes an amount from ${money(wanted.from)} to ${money(wanted.to)}`
    case 'yuan':
      return `Check ${name}: it takes an amount from ${grouped(wanted.from)} to ${grouped(wanted.to)} yuan`
    case 'present':
    case 'flag':
    case 'word':
    case 'words':
    case 'some':
      return field?.request ?? 'Enter what is missing'
    default:
      return `Check ${name}`
  }
}
