import { issueSentence } from '../input-sentence.ts'
import type { InputWords } from '../locale.ts'
import { either } from './grammar.ts'
import { wanted } from './wanted.ts'

const issues: InputWords['inputs']['issues'] = {
  'wrong-type': (place, got, form) => `${place} has the wrong type: received ${got}, wanted ${form}`,
  missing: (place) => `${place} is missing`,
  'unknown-key': (place) => `${place} is not known here`,
  unreadable: (place) => `${place} cannot be read`,
  hole: (place) => `${place} is a gap`,
  'too-many': (place, got, form) => `${place} has too many items: received ${got}, wanted ${form}`,
  repeated: (place, got) => `${place} is repeated: received ${got}`,
  'not-whole': (place, got, form) => `${place} has too many decimal places: received ${got}, wanted ${form}`,
  'out-of-range': (place, got, form) => `${place} is out of range: received ${got}, wanted ${form}`,
  'not-listed': (place, got, form) => `${place} is not accepted: received ${got}, wanted ${form}`,
  empty: (place, _, form) => `${place} is empty: wanted ${form}`,
  'too-long': (place, got, form) => `${place} is too long: received ${got}, wanted ${form}`,
  'forbidden-character': (place, got, form, foreign) =>
    `${place} contains ${foreign === '' ? 'a character that does' : `${foreign}, which does`} not belong there: received ${got}, wanted ${form}`,
  malformed: (place, got, form) => `${place} has the wrong form: received ${got}, wanted ${form}`,
  'no-offset': (place, got, form) => `${place} lacks a time zone: received ${got}, wanted ${form}`,
  'no-such-day': (place, got) => `${place} names a day or a time that does not exist: received ${got}`,
  'wrong-check-digit': (place, got) => `${place} has the wrong check digit: received ${got}, check each digit`,
  'ambiguous-letter': (place, got, form) =>
    `${place} contains the letter I or O, which plates lack there: received ${got}, perhaps ${form} is meant`,
  'former-writing': (place, got, form) =>
    `${place} has the mark 使 or 领 before its digits: received ${got}, write ${form}`,
  contradicted: (place) => `${place} does not agree with the records: check it`,
  'not-in-sequence': (place, got) => `${place} is out of sequence: received ${got}`,
  'not-reproduced': (place, got) => `${place} does not agree with what is computed again: received ${got}`,
  overlapping: (place, got) => `${place} overlaps another provision of the same rule: received ${got}`,
  reserved: (place, got) => `${place} is reserved: received ${got}, choose another name`,
}

/** What an official is told of inputs: what came, and what was wanted. */
export const inputs = (): InputWords['inputs'] => ({
  issues,
  born: (place, got) => `${place} has a date of birth that cannot be: received ${got}`,
  tooMuch: (place, got) => `${place} is too large: received ${got}`,
  differs: (place) => `${place} differs from what the system was told: check it`,
  orNone: (form) => `${form}, or none`,
  place: (name, item) => {
    if (name === undefined) return 'The input'
    return item === undefined ? `Field "${name}"` : `Item ${item + 1} of "${name}"`
  },
  listed: (codes, many) => {
    const list = codes.map((each) => (each[1] === undefined ? each[0] : `${each[0]} = ${each[1]}`))
    // What is said of one code must not be read on into the next.
    const areNamed = codes.some((each) => each[1] !== undefined)
    const all = areNamed ? `${list.slice(0, -1).join(', ')}, or ${list.at(-1)}` : either(list)
    return `${many ? 'one or more' : 'one'} of these: ${all}`
  },
  wanted,
  quoted: (text) => `"${text}"`,
  pictures: {
    null: 'nothing',
    undefined: 'nothing',
    NaN: 'no number',
    object: 'something that cannot be read',
    array: 'several values',
  },
  sentence: issueSentence,
})
