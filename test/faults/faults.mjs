// @ts-check
/**
 * Faults to be put into a copy of `src/`, one at a time: what is wrong then, in which file, and which text becomes which.
 * `npm run faults` (run.mjs) shows that each of them turns a test red, and which command runs that test; results.md is its last result.
 * What StrykerJS makes of the sources by itself, such as `<` for `<=`, is not here: that is `npm run mutate`.
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
  file: 'registry/commands/decide-command.ts',
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
  file: 'registry/state/evolve.ts',
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
    file: 'registry/state/evolve.ts',
    from: `putAll(${records}, changed.${slot}, at, token)`,
    to: `changed.${slot}.reduce((all, record) => put(all, record, token), ${records})`,
  }
}

/** @type {readonly Fault[]} */
export const FAULTS = Object.freeze([
  // The caps.
  {
    name: 'a fourth vehicle at a time',
    file: 'law/rules.ts',
    from: "plus(fact('driverBindings'), 1)",
    to: "fact('driverBindings')",
  },
  {
    name: 'a fourth driver at a time',
    file: 'law/rules.ts',
    from: "plus(fact('vehicleBindings'), 1)",
    to: "fact('vehicleBindings')",
  },
  {
    name: 'a sixth binding in a life',
    file: 'law/rules.ts',
    from: "plus(fact('driverBindingsEver'), 1)",
    to: "fact('driverBindingsEver')",
  },
  {
    name: 'a second application on a day',
    file: 'law/rules.ts',
    from: "plus(fact('driverApplicationsToday'), 1)",
    to: "fact('driverApplicationsToday')",
  },
  {
    name: 'a sixth application in a year',
    file: 'law/rules.ts',
    from: "plus(fact('driverApplicationsThisYear'), 1)",
    to: "fact('driverApplicationsThisYear')",
  },
  {
    name: 'the third vehicle is refused',
    file: 'law/rules.ts',
    from: "plus(fact('driverBindings'), 1)",
    to: "plus(fact('driverBindings'), 2)",
  },
  {
    name: 'the cap of a vehicle counts what the driver has bound',
    file: 'law/rules.ts',
    from: "plus(fact('vehicleBindings'), 1)",
    to: "plus(fact('driverBindings'), 1)",
  },
  {
    name: 'the drivers of a year are those who have the vehicle bound now',
    file: 'law/rules.ts',
    from: "atMost(fact('vehicleDriversBoundThisYear'), limit)",
    to: "atMost(fact('vehicleBindings'), limit)",
  },
  // The other rules.
  {
    name: 'a fine of 200 yuan is too much',
    file: 'law/rules.ts',
    from: "atMost(fact('fine'), limit)",
    to: '({ ...atMost(fact(\'fine\'), limit), relation: "<" as const })',
  },
  {
    name: 'twelve points are room enough',
    file: 'law/rules.ts',
    from: "below(plus(fact('points'), fact('pointsHeld')), full)",
    to: "({ ...below(plus(fact('points'), fact('pointsHeld')), full), relation: \"≤\" as const })",
  },
  {
    name: 'six points at once are too many',
    file: 'law/rules.ts',
    from: "atMost(fact('points'), limit)",
    to: '({ ...atMost(fact(\'points\'), limit), relation: "<" as const })',
  },
  {
    name: 'the day of binding counts under the grain of the next day',
    file: 'law/rules.ts',
    from: "after(day(fact('occurredAt')), day(fact('boundSince')))",
    to: "notBefore(day(fact('occurredAt')), day(fact('boundSince')))",
  },
  {
    name: 'the moment of binding is taken for its day',
    file: 'law/rules.ts',
    from: "instant: notBefore(fact('occurredAt'), fact('boundSince'))",
    to: "instant: notBefore(day(fact('occurredAt')), day(fact('boundSince')))",
  },
  {
    name: 'an act handled before it happened',
    file: 'law/rules.ts',
    from: "atMost(fact('occurredAt'), fact('at'))",
    to: "atMost(fact('at'), fact('occurredAt'))",
  },
  {
    name: 'nobody need stand at the window',
    file: 'law/rules.ts',
    from: "is(fact('offenderPresent'), true)",
    to: "is(fact('offenderPresent'), fact('offenderPresent'))",
  },
  {
    name: 'the wait after another driver’s binding takes a day more',
    file: 'law/rules.ts',
    from: "notBefore(day(fact('at')), daysAfter(day(fact('vehicleReleasedAt')), days))",
    to: "({ ...notBefore(day(fact('at')), daysAfter(day(fact('vehicleReleasedAt')), days)), relation: \">\" as const })",
  },
  {
    name: 'whose a vehicle is at the act is asked on the day of handling',
    file: 'law/resolve.ts',
    from: "fact('occurredAt')",
    to: "fact('at')",
  },
  // Whole rules left out.
  {
    name: 'the set of 2024 has no limit of a day',
    file: 'law/rule-sets/cn-2024-11-01.ts',
    from: "    provide(dailyApplications, { channels: 'all', limit: 1, citation: 'gov24-daily-applications' }),\n",
    to: '',
  },
  {
    name: 'the set of 2024 lets an act be handled before it happened',
    file: 'law/rule-sets/cn-2024-11-01.ts',
    from: "    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),\n",
    to: '',
  },
  {
    name: 'the set of 2024 asks nobody to stand at the window',
    file: 'law/rule-sets/cn-2024-11-01.ts',
    from: "    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),\n",
    to: '',
  },
  // Deciding.
  {
    name: 'only the first reason',
    file: 'decision/decide.ts',
    from: "if (finding.outcome === 'fails') verdict = 'refused'",
    to: "if (finding.outcome === 'fails') return decisionOf(question, ruleSet, late, 'refused', findings.slice(0, index + 1), NOTHING)",
  },
  {
    name: 'what is not known is permitted',
    file: 'decision/decide.ts',
    from: "verdict = 'undetermined'",
    to: "verdict = 'permitted'",
  },
  {
    name: 'a finding of another case is shared',
    file: 'decision/compile.ts',
    from: 'const before = made.get(key)',
    to: 'const before = [...made.values()][0]',
  },
  {
    name: 'a decision can be written to',
    file: 'decision/decide.ts',
    from: '  return Object.freeze(\n    late\n      ? { question, verdict, ruleSet, verifiedUntil, findings, missing }',
    to: '  return Object(\n    late\n      ? { question, verdict, ruleSet, verifiedUntil, findings, missing }',
  },
  {
    name: 'a decision under a reform can be written to',
    file: 'decision/decide.ts',
    from: '    return Object.freeze(\n      late\n',
    to: '    return Object(\n      late\n',
  },
  {
    name: 'study gives the points that study can take off anew',
    file: 'registry/points/ledger.ts',
    from: 'studies: ledger.studies + 1,',
    to: 'deducted: 0, studies: ledger.studies + 1,',
  },
  // Reading.
  {
    name: 'inherited properties are read',
    file: 'input/read.ts',
    from: 'if (other < 0) return undefined',
    to: 'if (other < 0 && !(key in (input as object))) return undefined',
  },
  // The registry.
  {
    name: 'a transfer forgets the drivers',
    file: 'registry/commands/transfer-vehicle.ts',
    from: 'driverWithoutBinding(driver, vehicle.id)',
    to: '({ ...driver })',
  },
  {
    name: 'a release frees the driver alone',
    file: 'registry/commands/release.ts',
    from: 'vehicle: vehicleWithoutBinding(vehicle, event)',
    to: 'vehicle: { ...vehicleWithoutBinding(vehicle, event), bindings: vehicle.bindings }',
  },
  {
    name: 'an operation writes to what it was given',
    file: 'registry/commands/bind.ts',
    from: 'including(driver.bindings, binding)',
    to: '(Object.isFrozen(driver.bindings) ? [binding] : ((driver.bindings as OpenBinding[]).push(binding), driver.bindings))',
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
    file: 'registry/commands/decide-command.ts',
    from: 'if (party !== undefined) return party.kind',
    to: "if (party?.kind === 'unit') return 'unit'",
  },
  {
    name: 'the year of applications is the day',
    file: 'registry/state/facts.ts',
    from: 'driverApplicationsThisYear: applications.thisYear',
    to: 'driverApplicationsThisYear: applications.today',
  },
  {
    name: 'bindings ever are counted as open',
    file: 'registry/state/facts.ts',
    from: 'driverBindings: driver.bindings.length',
    to: 'driverBindings: driver.applications.ever',
  },
  {
    name: 'no wait begins with a transfer',
    file: 'registry/commands/transfer-vehicle.ts',
    from: 'vehicle.bindings.reduce((ends, { driver }) => withEnded(ends, { driver, at }), vehicle.ended)',
    to: 'vehicle.ended',
  },
  {
    name: 'a transfer wipes out who bound the vehicle this year',
    file: 'registry/commands/transfer-vehicle.ts',
    from: 'next.bindings = NONE',
    to: 'next.bindings = NONE\n    next.boundInYear = null',
  },
  {
    name: 'a new owner has owned the vehicle ever since it was enrolled',
    file: 'registry/commands/transfer-vehicle.ts',
    from: 'ownedSince: at',
    to: 'ownedSince: vehicle.registration.ownedSince',
  },
  {
    name: 'a digest is not told of the event before',
    file: 'registry/log/events.ts',
    from: 'digested(digest, before, textOfEvent(draft, term))',
    to: "digested(digest, '', textOfEvent(draft, term))",
  },
  {
    name: 'a log need not go through its head',
    file: 'registry/log/log-run.ts',
    from: "  compareHead(run, [done, 'chain'], seq, chain)",
    to: "  if (seq < 0) compareHead(run, [done, 'chain'], seq, chain)",
  },
  // Rows and the store.
  {
    name: 'of several rows of a kind one is written',
    file: 'store/neighbourhood.ts',
    from: `if (seen.has(\`\${kind} \${id}\`)) continue`,
    to: 'if ([...seen].some((each) => each.startsWith(kind))) continue',
  },
  {
    name: 'every row is written as a new one',
    file: 'store/neighbourhood.ts',
    from: 'changes.push({ version: nearby.versions[kind].get(id) ?? 0,',
    to: 'changes.push({ version: 0,',
  },
  {
    name: 'a key is one with every command of its kind',
    file: 'postgres/keys.ts',
    from: 'JSON.stringify(rest)',
    to: 'JSON.stringify(rest.type)',
  },
  {
    name: 'two writers write over each other',
    file: 'postgres/save.ts',
    from: 't.id = r.id AND t.version = r.version',
    to: 't.id = r.id',
  },
  {
    name: 'a release ends the bindings of all drivers of the vehicle',
    file: 'postgres/save.ts',
    from: "update('ended', ['driver', 'vehicle'],",
    to: "update('ended', ['vehicle'],",
  },
  {
    name: 'an event that a slower writer is about to write is missed',
    file: 'postgres/store.ts',
    from: 'AND transaction < ((pg_snapshot_xmin',
    to: 'AND transaction <> ((pg_snapshot_xmin',
  },
  // SQL.
  {
    name: 'in SQL a missing fact comes before what takes a case out',
    file: 'sql/decision.ts',
    from: 'const whens = [...exempted, ...lacking,',
    to: 'const whens = [...lacking, ...exempted,',
  },
  {
    name: 'in SQL the moment of a new rule set is still the old one’s',
    file: 'sql/limits.ts',
    from: `\`\${at} < \${startOfDaySql(until)}\``,
    to: `\`\${at} <= \${startOfDaySql(until)}\``,
  },
  {
    name: 'in SQL a binding counts among those before it',
    file: 'sql/facts-at.ts',
    from: `\`\${b('seq')} < a.seq\``,
    to: `\`\${b('seq')} <= a.seq\``,
  },
  {
    name: 'in SQL a year back is a day longer',
    file: 'sql/facts-at.ts',
    from: `\`\${date(handledAt)} > \${yearBefore(date(at))}\``,
    to: `\`\${date(handledAt)} >= \${yearBefore(date(at))}\``,
  },
  {
    name: 'an audit finds the last binding that was permitted',
    file: 'sql/sweep.ts',
    from: "'made > 0 AND cap_then = cap AND open - rises > cap'",
    to: "'made > 0 AND cap_then = cap AND open - rises >= cap'",
  },
  // What a search takes for one.
  {
    name: 'a search forgets which of two handlings was for somebody else',
    file: 'analysis/explore/structure.ts',
    from: 'if (handling === null || handling.own || handling.driver !== driver.id) continue',
    to: 'if (handling === null || handling.driver !== driver.id) continue',
  },
])
