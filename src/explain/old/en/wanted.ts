import type { InputWords } from '../locale.ts'
import { grouped } from './grammar.ts'

/** What was wanted, as it follows "wanted". */
export const wanted: InputWords['inputs']['wanted'] = {
  flag: 'ticked (true) or not (false)',
  record: 'a record of fields',
  list: 'a list',
  readable: 'something that can be read',
  present: 'something there',
  nothing: 'no such field',
  once: 'each word once',
  id: 'an id of 1 to 64 ASCII or Chinese characters without spaces, quotation marks and backslashes, as text',
  'own-id': 'an id that does not ship with the library',
  'own-key': 'a key that begins with own:',
  'citation-key': 'a key of a citation of the library or of the rule set',
  'document-number': 'the whole number of the document, without other words and brackets',
  'licence-number': '18 characters, digits with a check digit 0 to 9 or X at the end, or 15 digits',
  area: 'a number beginning with a province code, 81, 82, 83 or 9',
  'check-digit': 'the check digit of ISO 7064 MOD 11-2',
  instant: 'a time from 1900 to 2199, to the second and with its zone, such as 2018-09-10T15:00:00+08:00',
  milliseconds:
    'milliseconds since 1970 of a time from 1980 on (a smaller number may be seconds), or text with an offset',
  day: 'a day from 1900-01-01 to 2199-12-31 such as 2018-09-10',
  workday: 'a day that is not a holiday',
  address: 'an address that begins with https://, http:// or about:',
  'once-per-channel': 'each rule once for each channel',
  canonical: 'the canonical writing',
  'accepted-command': 'an accepted command',
  whole: ({ from, to }) => `a whole number${between(from, to)}`,
  fen: ({ from, to }) => `a whole number of fen${between(from, to)}`,
  points: ({ from, to }) => `a whole number of points from ${from} to ${grouped(to)}`,
  days: ({ from, to }) => `a whole number of days${between(from, to)}`,
  text: ({ from, to }) => `text of ${from} to ${to} visible characters`,
  word: ({ of }) => `one of ${of.join(', ')}`,
  words: ({ of }) => `one or more of ${of.join(', ')}`,
  some: ({ of }) => `at least one of ${of.join(', ')}`,
  plate: 'a civil plate such as 京A12345, 京AD12345 or 京A1234学',
  yuan: ({ from, to }) =>
    to === Number.POSITIVE_INFINITY
      ? 'an amount in yuan, in whole fen'
      : `an amount from ${from} to ${grouped(to)} yuan in whole fen`,
  'beijing-time': 'a day with a time from 1900 to 2199, such as 2018-09-10 15:00',
  'one-time': 'one time and no range, such as 2018-09-10 15:00',
  unquoted: 'the same without quotation marks',
  single: 'one text',
  'one-value': 'one alone',
  visible: 'text without characters that do not show',
  'civil-plate': 'a plate of the civil series, neither military nor temporary',
  'plate-alone': 'a plate alone, with nothing in brackets behind it',
  'authority-letter': 'a plate whose second character is not I',
  'whole-plate': 'a whole plate such as 京A12345 or 京AD12345',
  'whole-number': 'a whole number, neither masked nor perhaps cut off after 15 characters',
  'letter-x': 'a number whose last character is a digit or the Latin letter X',
  'no-file-number': 'the licence number of 18 characters, not the file number of 12 digits',
  born: 'a number whose date of birth is not after the day of the request',
  'on-record': 'what is on record',
  'this-instant': ({ meant }) => `"${meant}" if Beijing time is meant`,
  'this-plate': ({ meant }) => meant,
  items: ({ to }) => `at most ${grouped(to)} items`,
  keys: ({ to }) => `at most ${grouped(to)} fields`,
  exactly: ({ value }) => `"${value}"`,
  rule: ({ question }) => `a rule of the question ${question}`,
}

/** Where no largest number is told, the least alone. */
function between(from: number, to: number): string {
  return to === Number.POSITIVE_INFINITY ? `, ${from} or more` : ` from ${from} to ${grouped(to)}`
}
