import type { Need } from '../../advice/channels.ts'
import { isPaper } from '../../advice/papers.ts'
import type { Channel } from '../../values/channel.ts'
import type { PlateType } from '../../values/vehicle.ts'
import type { FormWords, ProblemWords, RefusedHead } from '../locale.ts'
import { listed } from './grammar.ts'
import { at, brought, needs, plateTypes } from './values.ts'

/** One sentence for each status of a form, and for each fault of a field. */
export const forms = (): FormWords => ({
  headlines: {
    refused,
    malformed: 'Something is not filled in correctly: see the notes beside the fields',
    incomplete: 'Some fields are not filled in yet',
    'clear-so-far': (act, toLookUp, some) => {
      const so = `So far nothing is against ${act}${toLookUp.length === 0 ? '; the office checks its records when it is done' : `, but the records of the ${listed('and', toLookUp)} have not been looked up yet`}`
      return some.length === 0 ? so : `${so}. It is done ${required(some).join(', ')}`
    },
    permitted: (act, some) => [`${capital(act)} is permitted`, ...required(some)].join(', '),
    unable: 'This cannot be done at the moment',
  },
  // These do for a name in the plural too, such as the points of the violation.
  faults: {
    contradicted: (name) => `The ${name} must be as on record`,
    'not-of-plate': (name, of) =>
      `The ${name} does not go with the number of the plate, which is of: ${of.map((each) => plateTypes[each as PlateType]).join('; ')}`,
    'no-such-day': (name) => `The ${name} is a day or an hour that there is not`,
    'no-such-birth-day': (name) => `The ${name} cannot be right: digits 7 to 14 should be the day of birth`,
    'time-missing': (name) => `The ${name} needs an hour and minutes as well`,
    'in-future': (name) => `The ${name} is later than the handling or binding: check it`,
    'wrong-check-digit': (name) => `The ${name} cannot be right: its digits do not fit together, so check each`,
    'file-number': (name) =>
      `The ${name} cannot be right: this is the file number (档案编号); enter the number of the licence (证号)`,
    'military-plate': (name) =>
      `The ${name} is that of an army, armed police or emergency vehicle, which is not handled here`,
  },
  tooShort: (name, left) => `The ${name} is ${left} ${left === 1 ? 'character' : 'characters'} short`,
  malformed: (name, example) => `The ${name} cannot be right${example === undefined ? '' : `; an example: ${example}`}`,
  meant: (name, text) => `The ${name} cannot be right; check whether ${text} is meant`,
  outOfRange: (name, from, to) => `The ${name} must be from ${from} to ${to}`,
  inFen: '20000 (in fen)',
  fill: (name) => `Enter the ${name}`,
  choose: (name) => `Choose the ${name}`,
  notAsked: (name) => `The ${name} should not be there; leave it out, or reload the page, and try again`,
  quoted: (key) => `field "${key}"`,
  input: 'input',
  officeUnknown: 'The records cannot be looked up at the moment; try again later',
  officeDamaged: 'The records are incomplete or wrong; ask at a police window',
  lacking: (facts) => `Missing: ${facts.join('; ')}`,
})

/** Titles of problems. */
export const problems = (): ProblemWords => ({
  invalid: 'The input is not correct.',
  undetermined: 'Facts are missing.',
  refused: (rule) => `Refused by the rule "${rule}".`,
  unrecorded: 'No rule is on record for that day.',
  more: (many) => `There ${many === 1 ? 'is' : 'are'} ${many} more ${many === 1 ? 'fault' : 'faults'}.`,
})

function refused(act: string, head: RefusedHead): string {
  if (head.so === 'unrecorded') return `No rule is on record for that day, so ${act} cannot be judged`
  if (head.so === 'another') return `${capital(act)} is not possible for this driver`
  if (head.so === 'mistaken') return 'One of the times is wrong: see below'
  if (head.so === 'unneeded') return `${capital(act)} is not needed`
  if (head.so === 'refused') return `${capital(act)} is not possible${head.on === 'all' ? '' : ` ${at(head.on)}`}`
  const { place, permitted, clear, needs: some } = head
  const notYet = `${capital(act)} is not possible yet: see below`
  const notHere = `${capital(act)} is not possible ${head.here === undefined ? 'here' : at([head.here])}`
  const there = (on: readonly Channel[]) => [at(on), ...required(some)].join(', ')
  if (permitted.length > 0) {
    const so = place === 'here' ? `${notYet}. It can also` : `${notHere}. It can`
    return `${so} be done ${there(permitted)}`
  }
  if (place === 'here' && some.length === 0) return notYet
  if (place !== undefined) return `${notYet}. Then it can be done ${there([place === 'here' ? 'window' : place])}`
  if (clear.length > 0)
    return `${notHere}. Nothing is against it so far ${there(clear)}; the office checks its records when it is done`
  return `At present ${act} is not possible anywhere`
}

/** in person, with the originals of driving licence, identity document and vehicle licence */
function required(some: readonly Need[]): readonly string[] {
  const papers = some.filter(isPaper)
  // Whoever hands over an identity card is checked by it.
  const sitting = some.filter((need) => !isPaper(need) && !(need === 'identityVerified' && papers.length > 0))
  const told = sitting.map((need) => needs[need])
  return papers.length === 0 ? told : [...told, brought(papers)]
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
