import { frozen } from '../../input/freeze.ts'
import type { Elsewhere } from '../beside.ts'
import type { Locale, Names } from '../locale.ts'
import { isTold, REFUSALS } from '../refusals.ts'
import { inBeijing } from '../words.ts'
import { by, cite, count, dayOf, listed, scope, to } from './grammar.ts'
import { names } from './names.ts'
import { judged } from './rules.ts'
import { wanted } from './wanted.ts'

/** English, as an official would put it at a window. */
export const en: Locale = /* @__PURE__ */ frozen({
  tag: 'en',
  names,
  judged,
  scope,
  joined: (parts) => parts.join('; '),
  unjudged: {
    unknown: ({ rule, missing }) =>
      `For the ${names.rules[rule]}, please state: ${missing.map((fact) => names.facts[fact]).join('; ')}`,
    'not-applicable': {
      'other-channel': ({ rule, channels }) => `The ${names.rules[rule]} does not apply here, only${by(channels)}`,
      'own-vehicle': ({ rule }) => `The ${names.rules[rule]} does not apply to the driver's own vehicle`,
      'no-points': ({ rule }) => `The violation carries no points, so the ${names.rules[rule]} does not apply`,
      'no-binding': ({ rule }) => `There is no open binding, so the ${names.rules[rule]} has none to look at`,
      'no-first-binding': ({ rule }) => `There is no open binding, so the ${names.rules[rule]} has none to look at`,
      'first-binding': ({ rule }) =>
        `It is the vehicle's first binding, which clears earlier violations too, so the ${names.rules[rule]} does not apply`,
    },
  },
  refused: (code) => (isTold(code) ? REFUSALS[code][1] : `The ${names.rules[code]} does not allow this`),
  asked: (name) => `Please ${['wh', 'how'].some((word) => name.startsWith(word)) ? 'say' : 'give the'} ${name}`,
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
    'forbidden-character': (place, got, form) => {
      const what = /\\u\{/.test(got) ? 'an invisible character' : 'a character that does not belong there'
      return `${place} contains ${what}: received ${got}, wanted ${form}`
    },
    malformed: (place, got, form) => `${place} has the wrong form: received ${got}, wanted ${form}`,
    'no-offset': (place, got) =>
      `${place} lacks a time zone: received ${got}, for Beijing time write "${inBeijing(got.slice(1, -1))}"`,
    'no-such-day': (place, got) => `${place} names a day or a time that does not exist: received ${got}`,
    'wrong-check-digit': (place, got) => `${place} has the wrong check digit: received ${got}`,
    'ambiguous-letter': (place, got, form) =>
      `${place} contains the letter I or O, which plates lack there: received ${got}, perhaps ${form} is meant`,
    'former-writing': (place, got, form) =>
      `${place} is an embassy's plate in its former form: received ${got}, write ${form}`,
    contradicted: (place, got) => `${place} contradicts the office's records: received ${got}`,
    'not-in-sequence': (place, got) => `${place} is out of sequence: received ${got}`,
    'not-reproduced': (place, got) => `${place} does not come out when judged again: received ${got}`,
    overlapping: (place, got) => `${place} overlaps another provision of the same rule: received ${got}`,
    reserved: (place, got) => `${place} is reserved: received ${got}, choose another name`,
  },
  place: (name, item) => {
    if (name === undefined) return 'The input'
    return item === undefined ? `Field "${name}"` : `Item ${item + 1} of "${name}"`
  },
  listed: (codes, many) => {
    const list = codes.map(([code, name]) => (name === undefined || name.endsWith(code) ? code : `${code} = ${name}`))
    // What is said of one code must not be read on into the next.
    const areNamed = list.some((each) => each.includes(' = '))
    const all = areNamed ? `${list.slice(0, -1).join(', ')}, or ${list.at(-1)}` : listed('or', list)
    return `${many ? 'a list of any' : 'one'} of these codes, as text: ${all}`
  },
  wanted,
  quoted: (text) => `"${text}"`,
  pictures: {
    null: 'nothing',
    undefined: 'nothing',
    NaN: 'no number',
    object: 'an object',
    array: 'a list',
  },
  headline: (head) => {
    if (head.verdict === 'invalid') return `Not judged: ${count(head.issues, 'fault')} in the input`
    const until = head.verifiedUntil === undefined ? '' : `, verified until ${dayOf(head.verifiedUntil)}`
    const question = names.questions[head.question]
    const said = `${question.charAt(0).toUpperCase()}${question.slice(1)}: ${names.verdicts[head.verdict]}`
    return `${said}${under(head.ruleSet)}${until}${elsewhere(head.elsewhere)}`
  },
  forms: {
    malformed: 'Something is not filled in correctly: see the notes beside the fields',
    incomplete: 'Please fill in all fields',
    'clear-so-far': 'Nothing stands against it so far; the office checks its records when you apply',
    unknown: (name) => `The office cannot check the ${name} at the moment: please try again later`,
  },
  sentence: (words, citation) => `${words}${citation === undefined ? '' : ` (${cite(citation)})`}.`,
})

function under(ruleSet: string | null): string {
  if (ruleSet === null) return ', since the rules in force depend on the day'
  if (ruleSet === 'none') return `, ${names.ruleSets.none}`
  if (Object.hasOwn(names.ruleSets, ruleSet)) return ` under "${names.ruleSets[ruleSet as keyof Names['ruleSets']]}"`
  return ` under the hypothetical rule set "${ruleSet}"`
}

/** Where a refused act could be tried. */
function elsewhere(where: Elsewhere | undefined): string {
  if (where === undefined) return ''
  const { free, open } = where
  if (free.length === 0) return '; another channel would not help'
  const rules = open.map((rule) => `the ${names.rules[rule]}`)
  const still =
    open.length === 0 ? '' : `, where ${listed('and', rules)} still ${open.length === 1 ? 'applies' : 'apply'}`
  return `; what fails here does not apply ${to(free)}${still}`
}
