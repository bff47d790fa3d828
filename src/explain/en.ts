import { by, cite, count, dayOf } from './en-grammar.ts'
import { names } from './en-names.ts'
import { judged } from './en-rules.ts'
import type { Locale } from './locale.ts'

/** English, as an official would put it at a window. */
export const en: Locale = {
  tag: 'en',
  names,
  judged,
  unjudged: {
    unknown: ({ rule, missing }) =>
      `For the ${names.rules[rule]}, please state: ${missing.map((fact) => names.facts[fact]).join('; ')}`,
    'not-applicable': ({ rule, reason, channels }) => {
      if (reason === 'other-channel') return `The ${names.rules[rule]} does not apply here, only${by(channels)}`
      if (reason === 'own-vehicle') return `The ${names.rules[rule]} does not apply to the driver's own vehicle`
      if (rule === 'open-binding') return 'The violation carries no points, so no binding is needed'
      if (rule === 'points-room') return 'The violation carries no points, so those held do not matter'
      if (rule === 'since-binding') {
        return 'The date of binding does not matter: no points, no binding, or a first binding that clears the backlog'
      }
      return `The ${names.rules[rule]} does not apply to this case`
    },
  },
  issues: {
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
    'forbidden-character': (place, got) => `${place} contains a space or an invisible character: received ${got}`,
    'not-nfkc': (place, got) => `${place} contains a full-width or variant character: received ${got}`,
    malformed: (place, got, form) => `${place} has the wrong form: received ${got}, wanted ${form}`,
    'no-offset': (place, got) => `${place} lacks a time zone: received ${got}, for Beijing time add "+08:00"`,
    'no-such-day': (place, got) => `${place} does not exist: received ${got}, check the day and the time`,
    'wrong-check-digit': (place, got) => `${place} has the wrong check digit: received ${got}`,
    'ambiguous-letter': (place, got) =>
      `${place} contains the letter I or O: received ${got}, check for the digit 1 or 0`,
    'not-in-sequence': (place, got) => `${place} is out of sequence: received ${got}`,
    'not-reproduced': (place, got) => `${place} does not come out when judged again: received ${got}`,
    overlapping: (place, got) => `${place} overlaps another provision of the same rule: received ${got}`,
    reserved: (place, got) => `${place} is reserved: received ${got}, choose another name`,
  },
  place: (name, item) => {
    if (name === undefined) return 'The input'
    return item === undefined ? `Field "${name}"` : `Item ${item + 1} of "${name}"`
  },
  forms: {
    instant: 'a time with its zone',
    id: 'an id of 1 to 64 visible characters',
    fen: 'a whole number of fen from 0 to 10,000,000,000',
    points: 'a whole number from 0 to 12',
    count: 'a whole number from 0 to 1,000,000',
    truth: 'yes or no',
    word: 'a listed word',
    words: 'listed words, each once',
  },
  quoted: (text) => `"${text}"`,
  pictures: {
    null: 'nothing',
    undefined: 'nothing',
    NaN: 'no number',
    Infinity: 'infinity',
    '-Infinity': 'minus infinity',
    object: 'an object',
    array: 'a list',
    true: 'yes',
    false: 'no',
  },
  headline: (head) => {
    if (head.verdict === 'invalid') return `Not judged: ${count(head.issues, 'fault')} in the input`
    const until = head.verifiedUntil === undefined ? '' : `, verified until ${dayOf(head.verifiedUntil)}`
    const question = names.questions[head.question]
    const under = head.ruleSet === 'none' ? ', no rule set is in force' : ` under the rule set ${head.ruleSet}`
    return `${question.charAt(0).toUpperCase()}${question.slice(1)}: ${names.verdicts[head.verdict]}${under}${until}`
  },
  sentence: (words, citation) => `${words}${citation === undefined ? '' : ` (${cite(citation)})`}.`,
}
