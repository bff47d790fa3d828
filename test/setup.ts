import fc from 'fast-check'

/**
 * Before each test file: one seed for every property, handed down by `vitest.config.ts` (without one, fast-check draws a
 * seed a property and prints it when the property fails), and the certainty that the time zone asked for is in force. Where it counts
 * alone that something is found, as of faults and mutants, DEMERIT_FIRST=1: what fast-check finds first is not made smaller.
 */
const { DEMERIT_SEED: seed, DEMERIT_RUNS: runs, DEMERIT_FIRST: first, TZ: zone } = process.env

fc.configureGlobal({
  ...(seed === undefined || seed === '' ? {} : { seed: wholeNumber('DEMERIT_SEED', seed) }),
  ...(runs === undefined || runs === '' ? {} : { numRuns: wholeNumber('DEMERIT_RUNS', runs) }),
  ...(first === '1' ? { endOnFailure: true } : {}),
})

if (zone !== undefined && zone !== '') {
  const actual = new Intl.DateTimeFormat().resolvedOptions().timeZone
  if (actual !== zone) throw new Error(`TZ=${zone} is not in force: the host is in ${actual}`)
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value)) throw new Error(`${name}: ${text} is not a whole number`)
  return value
}
