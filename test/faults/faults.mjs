// @ts-check
/**
 * Faults to be put into a copy of `src/`, one at a time: what is wrong then, in which file, and which text becomes which.
 * `npm run faults` (run.mjs) shows that each of them turns the suite red; results.md is its last result.
 *
 * @typedef {{ readonly file: string, readonly from: string, readonly to: string }} Edit
 * @typedef {Edit & { readonly name: string, readonly and?: readonly Edit[] }} Fault a fault of several edits has the others in `and`
 */

/**
 * A clock that is not compared.
 *
 * @param {string} when of `type`, the command's, and `slot`, the record's place among the subjects
 * @returns {Edit}
 */
const ungated = (when) => ({
  file: 'registry/decide-command.ts',
  from: 'const ahead = firstAhead(subjects, roles, at)',
  to: `const ahead = firstAhead(subjects, roles.filter(({ slot }) => !(${when})), at)`,
})
/**
 * A clock that stays where it was.
 *
 * @param {'driver' | 'vehicle'} slot @param {string} when of `event`, `subjects` and `changed`
 * @returns {Edit}
 */
const unset = (slot, when) => ({
  file: 'registry/evolve.ts',
  from: slot === 'driver' ? 'clocked(changed.driver, at)' : 'clocked(vehicle, at)',
  to:
    slot === 'driver'
      ? `clocked(changed.driver, ${when} ? changed.driver.last : at)`
      : `clocked(vehicle, ${when} ? vehicle.last : at)`,
})
/** The clocks of a list stay where they were. @param {'binders' | 'released'} slot @returns {Edit} */
const unsetAll = (slot) => {
  const records = slot === 'binders' ? 'drivers' : 'vehicles'
  return {
    file: 'registry/evolve.ts',
    from: `putAll(${records}, changed.${slot}, at, token)`,
    to: `changed.${slot}.reduce((all, record) => put(all, record, token), ${records})`,
  }
}

/** @type {readonly Fault[]} */
export const FAULTS = Object.freeze([
  // The caps.
  {
    name: 'a fourth vehicle at a time',
    file: 'law/rules/driver-cap.ts',
    from: 'plus(facts.driverBindings, 1)',
    to: 'facts.driverBindings',
  },
  {
    name: 'a fourth driver at a time',
    file: 'law/rules/vehicle-cap.ts',
    from: 'plus(facts.vehicleBindings, 1)',
    to: 'facts.vehicleBindings',
  },
  {
    name: 'a sixth binding in a life',
    file: 'law/rules/lifetime-cap.ts',
    from: 'plus(facts.driverBindingsEver, 1)',
    to: 'facts.driverBindingsEver',
  },
  {
    name: 'a second application on a day',
    file: 'law/rules/daily-applications.ts',
    from: 'plus(facts.driverApplicationsToday, 1)',
    to: 'facts.driverApplicationsToday',
  },
  {
    name: 'a sixth application in a year',
    file: 'law/rules/yearly-applications.ts',
    from: 'plus(facts.driverApplicationsThisYear, 1)',
    to: 'facts.driverApplicationsThisYear',
  },
  {
    name: 'the third vehicle is refused',
    file: 'law/rules/driver-cap.ts',
    from: 'plus(facts.driverBindings, 1)',
    to: 'plus(facts.driverBindings, 2)',
  },
  // The other rules.
  {
    name: 'a fine of 200 yuan is too much',
    file: 'law/rules/fine-limit.ts',
    from: 'atMost(facts.fine, limit)',
    to: '({ ...atMost(facts.fine, limit), relation: "<" as const })',
  },
  {
    name: 'twelve points are room enough',
    file: 'law/rules/points-room.ts',
    from: 'below(plus(facts.points, facts.pointsHeld), full)',
    to: '({ ...below(plus(facts.points, facts.pointsHeld), full), relation: "≤" as const })',
  },
  {
    name: 'six points at once are too many',
    file: 'law/rules/single-points-limit.ts',
    from: 'atMost(facts.points, limit)',
    to: '({ ...atMost(facts.points, limit), relation: "<" as const })',
  },
  {
    name: 'the day of binding counts under the grain of the next day',
    file: 'law/rules/since-binding.ts',
    from: 'after(day(facts.occurredAt), day(facts.boundSince))',
    to: 'notBefore(day(facts.occurredAt), day(facts.boundSince))',
  },
  {
    name: 'the moment of binding is taken for its day',
    file: 'law/rules/since-binding.ts',
    from: 'instant: notBefore(facts.occurredAt, facts.boundSince)',
    to: 'instant: notBefore(day(facts.occurredAt), day(facts.boundSince))',
  },
  {
    name: 'an expired licence is in force',
    file: 'law/rule-sets/licence-states.ts',
    from: "  'expired',\n  'impounded',",
    to: "  'impounded',",
  },
  {
    name: 'bound twice',
    file: 'law/rules/already-bound.ts',
    from: 'is(facts.pairBound, false)',
    to: 'is(facts.pairBound, true)',
  },
  {
    name: 'an act handled before it happened',
    file: 'law/rules/not-before-occurrence.ts',
    from: 'atMost(facts.occurredAt, facts.at)',
    to: 'atMost(facts.at, facts.occurredAt)',
  },
  {
    name: 'nobody need stand at the window',
    file: 'law/rules/offender-present.ts',
    from: 'is(facts.offenderPresent, true)',
    to: 'is(facts.offenderPresent, facts.offenderPresent)',
  },
  // Deciding.
  {
    name: 'only the first reason',
    file: 'decision/decide.ts',
    from: "if (finding.outcome === 'fails') verdict = 'refused'",
    to: "if (finding.outcome === 'fails') return decisionOf(question, ruleSet, late, 'refused', findings.slice(0, index + 1))",
  },
  {
    name: 'what is not known is permitted',
    file: 'decision/decide.ts',
    from: "verdict = 'undetermined'",
    to: "verdict = 'permitted'",
  },
  {
    name: 'a rule binds every channel but its own',
    file: 'law/resolve.ts',
    from: '!channels.includes(each)',
    to: 'channels.includes(each)',
  },
  {
    name: 'rules for others’ vehicles bind one’s own',
    file: 'law/resolve.ts',
    from: "(vehicles === 'all' ? [] :",
    to: "(vehicles !== 'none' ? [] :",
  },
  {
    name: 'a finding of another case is shared',
    file: 'decision/compile.ts',
    from: 'const before = made.get(key)',
    to: 'const before = [...made.values()][0]',
  },
  {
    name: 'the wrong rule set of the day',
    file: 'law/rule-sets/rule-book.ts',
    from: 'if (set.from <= day) found = set',
    to: 'if (set.from < day) found = set',
  },
  {
    name: 'a decision can be written to',
    file: 'decision/decide.ts',
    from: '  return Object.freeze(\n    late\n',
    to: '  return Object(\n    late\n',
  },
  {
    name: 'a decision under a reform can be written to',
    file: 'decision/decide.ts',
    from: '    return Object.freeze(\n      late\n',
    to: '    return Object(\n      late\n',
  },
  {
    name: 'study gives the points that study can take off anew',
    file: 'registry/ledger.ts',
    from: 'held: 0, unpaid: 0, studies: ledger.studies + 1',
    to: 'held: 0, unpaid: 0, deducted: 0, studies: ledger.studies + 1',
  },
  // Reading.
  {
    name: 'unknown keys pass',
    file: 'input/read.ts',
    from: 'if (keys !== undefined && found < keys.length) refuseOthers',
    to: 'if (keys !== undefined && found < 0) refuseOthers',
  },
  {
    name: 'inherited properties are read',
    file: 'input/read.ts',
    from: 'if (other < 0) return undefined',
    to: 'if (other < 0 && !(key in (input as object))) return undefined',
  },
  {
    name: 'a list may hold a word twice',
    file: 'input/read.ts',
    from: 'if ((found & bit) !== 0) report(',
    to: 'if ((found & bit) < 0) report(',
  },
  {
    name: 'an offset to the east is taken for the west',
    file: 'values/instant.ts',
    from: "sign === '-' ? local + offset : local - offset",
    to: "sign === '-' ? local - offset : local + offset",
  },
  {
    name: 'the day in Greenwich',
    file: 'values/instant.ts',
    from: 'const OFFSET_MS = 8 * 3_600_000',
    to: 'const OFFSET_MS = 0 * 3_600_000',
  },
  {
    name: '29 February in every year',
    file: 'values/instant.ts',
    from: '(year % 100 !== 0 || year % 400 === 0) ? 29 : 28',
    to: '(year % 100 !== 0 || year % 400 === 0) ? 29 : 29',
  },
  {
    name: 'a wrong check digit',
    file: 'values/licence-number.ts',
    from: 'if (number[17] !== checkDigitOf(number)) {',
    to: 'if (number[16] === checkDigitOf(number)) {',
  },
  {
    name: 'yuan for fen',
    file: 'values/fen.ts',
    from: 'Math.round(amount * 100)',
    to: 'Math.round(amount * 1)',
  },
  // The registry.
  {
    name: 'a transfer forgets the drivers',
    file: 'registry/commands/transfer-vehicle.ts',
    from: 'driverWithBindings(driver, excluding(driver.bindings, driver.id, vehicle.id))',
    to: 'driverWithBindings(driver, driver.bindings)',
  },
  {
    name: 'a cancelled licence keeps its bindings',
    file: 'registry/records.ts',
    from: "return states.includes('cancelled')",
    to: "return states.includes('cancelled') && states.length === 0",
  },
  {
    name: 'a release frees the driver alone',
    file: 'registry/commands/release.ts',
    from: 'vehicle: vehicleWithoutBinding(vehicle, driver.id, at)',
    to: 'vehicle: { ...vehicle }',
  },
  {
    name: 'points are not held',
    file: 'registry/ledger.ts',
    from: 'ledgerWith(ledger, entries, held + points,',
    to: 'ledgerWith(ledger, entries, held,',
  },
  {
    name: 'a revoked handling keeps its points',
    file: 'registry/ledger.ts',
    from: 'ledger.held - points, unpaid)',
    to: 'ledger.held, unpaid)',
  },
  {
    name: 'an operation writes to what it was given',
    file: 'registry/commands/bind.ts',
    from: 'including(driver.bindings, binding)',
    to: '(Object.isFrozen(driver.bindings) ? [binding] : ((driver.bindings as OpenBinding[]).push(binding), driver.bindings))',
  },
  {
    name: 'the clock runs backward',
    file: 'registry/subjects.ts',
    from: 'late.last > at) return aheadOf',
    to: "late.last > at && at === '') return aheadOf",
  },
  {
    name: 'binders are not compared',
    ...ungated("slot === 'binders'"),
  },
  {
    name: 'the clocks of binders stay',
    ...unsetAll('binders'),
  },
  {
    name: 'binders are none of a transfer’s business',
    ...ungated("slot === 'binders'"),
    and: [unsetAll('binders')],
  },
  {
    name: 'vehicles released are not compared',
    ...ungated("slot === 'released'"),
  },
  {
    name: 'the clocks of vehicles released stay',
    ...unsetAll('released'),
  },
  {
    name: 'the handler is not compared when a fine is paid',
    ...ungated("slot === 'driver' && type === 'payFine'"),
  },
  {
    name: 'the clock of the handler stays when a fine is paid',
    ...unset('driver', "event.type === 'fine-paid'"),
  },
  {
    name: 'a handling is revoked without its vehicle',
    ...ungated("slot === 'vehicle' && type === 'revokeHandling'"),
    and: [unset('vehicle', "event.type === 'handling-revoked'")],
  },
  {
    name: 'a handling is revoked without its handler',
    ...ungated("slot === 'driver' && type === 'revokeHandling'"),
    and: [unset('driver', "event.type === 'handling-revoked'")],
  },
  {
    name: 'handling sets the clock of the driver only where the record changes',
    ...unset(
      'driver',
      "event.type === 'violation-handled' && changed.driver.ledger === subjects.driver?.ledger && changed.driver.handledForOthers === subjects.driver?.handledForOthers",
    ),
  },
  {
    name: 'a violation is withdrawn without its vehicle',
    ...ungated("slot === 'vehicle' && type === 'withdrawViolation'"),
    and: [unset('vehicle', "event.type === 'violation-withdrawn'")],
  },
  {
    name: 'a violation is handled without its vehicle',
    ...ungated("slot === 'vehicle' && type === 'handle'"),
    and: [unset('vehicle', "event.type === 'violation-handled'")],
  },
  {
    name: 'a violation is recorded without its vehicle',
    ...ungated("slot === 'vehicle' && type === 'recordViolation'"),
    and: [unset('vehicle', "event.type === 'violation-recorded'")],
  },
  {
    name: 'an owner who is an individual may become a unit',
    file: 'registry/decide-command.ts',
    from: 'if (party !== undefined) return party.kind',
    to: "if (party?.kind === 'unit') return 'unit'",
  },
  {
    name: 'a vehicle with open violations changes hands',
    file: 'registry/commands/transfer-vehicle.ts',
    from: 'vehicle.openViolations > 0 ?',
    to: 'vehicle.openViolations < 0 ?',
  },
  {
    name: 'a violation of the future',
    file: 'registry/commands/record-violation.ts',
    from: 'if (occurredAt > at) return',
    to: "if (occurredAt < '') return",
  },
  {
    name: 'the year of applications is the day',
    file: 'registry/facts.ts',
    from: 'driverApplicationsThisYear: applications.thisYear',
    to: 'driverApplicationsThisYear: applications.today',
  },
  {
    name: 'bindings ever are counted as open',
    file: 'registry/facts.ts',
    from: 'driverBindings: driver.bindings.length',
    to: 'driverBindings: driver.applications.ever',
  },
  {
    name: 'points live a day too long',
    file: 'registry/facts.ts',
    from: 'return day < ledger.until ?',
    to: 'return day <= ledger.until ?',
  },
  {
    name: 'points of a paid fine are carried',
    file: 'registry/ledger.ts',
    from: 'payBy !== null && payBy < ledger.until',
    to: 'payBy !== null || payBy < ledger.until',
  },
  {
    name: 'two years are one day short',
    file: 'law/procedure/limitation.ts',
    from: 'return day <= yearsAfter',
    to: 'return day < yearsAfter',
  },
  {
    name: 'a day off counts as a working day',
    file: 'values/calendar.ts',
    from: '(workdays.has(day) || !isWeekend(utc(day)))',
    to: '(workdays.has(day) || isWeekend(utc(day)))',
  },
  {
    name: 'an edited event replays',
    file: 'registry/log-run.ts',
    from: 'else if (chain !== event.chain) differs',
    to: 'else if (chain === undefined) differs',
  },
  {
    name: 'a log cut at its end is whole',
    file: 'registry/snapshot.ts',
    from: 'if (read.revision !== events.length)',
    to: 'if (read.revision === undefined)',
  },
  {
    name: 'a kept version changes',
    file: 'registry/persistent-map.ts',
    from: 'token !== undefined && node[1] === token',
    to: 'node[1] === token',
  },
  // What a search takes for one.
  {
    name: 'a search forgets which of two handlings was for somebody else',
    file: 'analysis/explore/structure.ts',
    from: 'if (handling === null || handling.own || handling.driver !== driver.id) continue',
    to: 'if (handling === null || handling.driver !== driver.id) continue',
  },
  {
    name: 'a search goes on from what breaks a restriction',
    file: 'analysis/explore/search.ts',
    from: 'if (broken.length > 0) {',
    to: 'if (false) {',
  },
])
