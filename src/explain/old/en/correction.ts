import type { FactName } from '../../../law/facts.ts'
import type { Core } from '../locale.ts'
import { isTooMuch, MOST_TOLD, OR_NONE } from '../none-and-most.ts'

/** Facts whose name is a clause, such as "whether the identity was checked": it takes no article. */
const CLAUSES: readonly unknown[] = [
  'identityVerified',
  'operating',
  'pairBound',
  'vehicleReleasedAt',
  'violationState',
  'recordedBy',
  'firstBinding',
  'ownedSince',
] satisfies readonly FactName[]

/** What a driver does about a malformed input; what came in is never repeated. */
export const correction: Core['correction'] = (issue, field) => {
  const { code, wanted, path } = issue
  const name = field === undefined ? 'what you entered' : CLAUSES.includes(path[0]) ? field.name : `the ${field.name}`
  const none = OR_NONE.includes(path[0]) ? ', or none' : ''
  switch (wanted.kind) {
    case 'unquoted':
      return `Take the quotation marks off ${name}`
    case 'civil-plate':
      return 'Check the plate number: plates of this kind are not handled here'
    case 'whole-plate':
      return 'Enter the whole plate number, such as 京A12345, 京AD12345, 京A1234挂 or 粤Z1234港: a part of it is missing'
    case 'plate-alone':
      return 'Check the plate number against what stands in brackets behind it, and enter the number alone'
    case 'authority-letter':
      return 'Check the plate number: its second character is never the letter I'
    case 'letter-x':
      return 'Enter the Latin letter X at the end of the licence number'
    case 'whole-number':
      return 'Enter the whole licence number: a part of it seems to be missing'
    case 'no-file-number':
      return 'Enter the licence number of 18 characters, not the file number of 12 digits'
    case 'single':
      return code === 'repeated'
        ? 'The page sent several values for this field; reload it and try again'
        : 'The page sent no text for this field; reload it and try again'
    case 'document-number':
      return `Check ${name}: enter the whole number of the document, without other words and brackets`
    case 'one-value':
      return `Check ${name}: enter one alone`
    case 'visible':
      return `Check ${name}: it contains a character that does not show; delete it and type it again`
    case 'nothing':
      return 'The page sent more than was asked for; reload it and try again'
    case 'record':
      return 'What the page sent cannot be read; reload it and try again'
    case 'born':
    case 'day':
      // No field but the licence number holds a day without a time.
      if (field !== undefined) return `Check ${name}: the date of birth in it is wrong`
  }
  if (code === 'empty' && field !== undefined) return field.request
  switch (code) {
    case 'ambiguous-letter':
      return `Plates have no letter I or O there; ${wanted.kind === 'this-plate' ? `check whether ${wanted.meant} is meant` : 'check the number'}`
    case 'former-writing':
      return `The mark 使 or 领 stands at the end of a plate; ${wanted.kind === 'this-plate' ? `enter ${wanted.meant}` : 'check it'}`
    case 'contradicted':
      if (path[0] === 'driver') return `Check ${name}: it is not that of your account`
      // Of some facts there is no record, but what the program was told.
      return `Check ${name}: your answer differs from what we have`
    case 'forbidden-character':
      if (wanted.kind === 'licence-number') break
      return `Check ${name}: it contains a ${wanted.kind === 'id' ? 'space, a quotation mark or another ' : ''}character that does not belong there`
    case 'too-long':
      return `Check ${name}: it is too long`
    case 'no-such-day':
      return `Check ${name}: there is no such day or time`
  }
  if (isTooMuch(issue)) return `Check ${name}: it is too large`
  switch (wanted.kind) {
    case 'this-plate':
      return `Check whether ${wanted.meant} is meant; write the letter l as L`
    case 'plate':
      if (code === 'not-listed') return 'Enter the plate number alone: plates do not have that Chinese character'
      return 'Check the plate number: it has the form 京A12345 or 京AD12345'
    case 'licence-number':
      return 'Check the licence number: it has 18 digits (older ones 15) and nothing else; the last may be X'
    case 'area':
    case 'check-digit':
      return 'Check each digit of the licence number'
    case 'whole':
    case 'points':
    case 'days':
      // The largest count, a million, is not for people.
      return `Check ${name}: it takes a whole number${wanted.to > MOST_TOLD ? `, ${wanted.from} or more` : ` from ${wanted.from} to ${wanted.to}`}, in digits`
    case 'fen':
      return `Check ${name}: it takes a whole number of fen, 0 or more`
    case 'instant':
    case 'beijing-time':
    case 'milliseconds':
      // A smaller number of milliseconds may be seconds: no day is out of range.
      if (code === 'out-of-range' && wanted.kind !== 'milliseconds')
        return `Check ${name}: it takes a time from 1900 to 2199`
      if (wanted.kind !== 'instant')
        return `Check ${name}: it takes a day with its year and a time, in digits and by the 24-hour clock, such as 2018-09-10 15:00${none}`
      return `Check ${name}: it takes a day, a time and a zone, such as 2018-09-10T15:00:00+08:00${none}`
    case 'one-time':
      return `Check ${name}: enter one time, not a range, such as 2018-09-10 15:00`
    case 'day':
      return `Check ${name}: it takes a day, such as 2018-09-10`
    case 'this-instant':
      return `Add the time zone to ${name}: for Beijing time write ${wanted.meant}`
    case 'yuan':
      if (code === 'not-whole') return `Check ${name}: use at most two decimal places`
      if (code !== 'out-of-range')
        return `Check ${name}: write one amount in yuan, in digits, such as 200 or 200.50; for a mere warning write 0`
      return `Check ${name}: it takes an amount of 0 yuan or more`
    case 'present':
    case 'flag':
    case 'word':
    case 'words':
    case 'some':
      // What is there, but of another kind or not on the list, is not missing.
      return field?.request ?? (code === 'missing' || code === 'empty' ? 'Enter what is missing' : `Check ${name}`)
    default:
      return `Check ${name}`
  }
}

/** Before an official there is a driver, and no account. */
export const officialCorrection: Core['officialCorrection'] = ({ code, path }, field) =>
  code === 'contradicted' && path[0] === 'driver' && field !== undefined
    ? `Check the ${field.name}: it is not that of the driver who is applying`
    : undefined
