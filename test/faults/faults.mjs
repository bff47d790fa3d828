// @ts-check
/**
 * Faults to be put into a copy of `src/`, one at a time: what is wrong then, and which code becomes which. A fault sits at a place in the
 * syntax (seat.mjs). When its code goes, it is seated anew at the code that does that work now, in the same commit; where nothing does, the
 * promise that went stands in `GONE`. `npm run faults` (run.mjs) puts them in, and results.md has who finds each.
 * What StrykerJS makes of the sources by itself, such as `<` for `<=`, is not here: that is `npm run mutate`.
 *
 * @typedef {import('./seat.mjs').Edit} Edit
 * @typedef {Edit & { readonly name: string, readonly and?: readonly Edit[], readonly layer?: string }} Fault a fault of several edits has the others in `and`; `layer` is that for which it was made
 */

/**
 * A clock that is not compared.
 *
 * @param {string} when of `type`, the command's, and `slot`, the record's place among the subjects
 * @returns {Edit}
 */
const ungated = (when) => ({
  from: 'const ahead = firstAhead(subjects, roles, at)',
  to: `const ahead = firstAhead(subjects, roles.filter(({ slot }) => !(${when})), at)`,
})
/**
 * A clock that stays where it was.
 *
 * @param {'driver' | 'vehicle'} slot @param {string} when of `event`, `before` and `after`
 * @returns {Edit}
 */
const unset = (slot, when) => ({
  from: 'putClocked(next, kind, after, at, token)',
  to: `putClocked(next, kind, after, slot === '${slot}' && ${when} ? (after as Clocked).last : at, token)`,
})
/** The clocks of a list stay where they were. @param {'binders' | 'released'} slot @returns {Edit} */
const unsetAll = (slot) => ({
  from: 'putClocked(next, kind, record, at, token)',
  to: `putClocked(next, kind, record, slot === '${slot}' ? record.last : at, token)`,
})

/** @type {readonly Fault[]} */
export const FAULTS = Object.freeze([
  // The caps.
  {
    name: 'a fourth vehicle at a time',
    from: "plus(fact('driverBindings'), 1)",
    to: "fact('driverBindings')",
  },
  {
    name: 'a fourth driver at a time',
    from: "plus(fact('vehicleBindings'), 1)",
    to: "fact('vehicleBindings')",
  },
  {
    name: 'a sixth binding in a life',
    from: "plus(fact('driverBindingsEver'), 1)",
    to: "fact('driverBindingsEver')",
  },
  {
    name: 'a second application on a day',
    from: "plus(fact('driverApplicationsToday'), 1)",
    to: "fact('driverApplicationsToday')",
  },
  {
    name: 'a sixth application in a year',
    from: "plus(fact('driverApplicationsThisYear'), 1)",
    to: "fact('driverApplicationsThisYear')",
  },
  {
    name: 'the third vehicle is refused',
    from: "plus(fact('driverBindings'), 1)",
    to: "plus(fact('driverBindings'), 2)",
  },
  {
    name: 'the cap of a vehicle counts what the driver has bound',
    from: "plus(fact('vehicleBindings'), 1)",
    to: "plus(fact('driverBindings'), 1)",
  },
  {
    name: 'the drivers of a year are those who have the vehicle bound now',
    from: "atMost(fact('vehicleDriversBoundThisYear'), limit)",
    to: "atMost(fact('vehicleBindings'), limit)",
  },
  // The other rules.
  {
    name: 'a fine of 200 yuan is too much',
    from: "atMost(fact('fine'), limit)",
    to: '({ ...atMost(fact(\'fine\'), limit), relation: "<" as const })',
  },
  {
    name: 'twelve points are room enough',
    from: "below(plus(fact('points'), fact('pointsHeld')), full)",
    to: "({ ...below(plus(fact('points'), fact('pointsHeld')), full), relation: \"≤\" as const })",
  },
  {
    name: 'six points at once are too many',
    from: "atMost(fact('points'), limit)",
    to: '({ ...atMost(fact(\'points\'), limit), relation: "<" as const })',
  },
  {
    name: 'the day of binding counts under the grain of the next day',
    from: "after(day(fact('occurredAt')), day(fact('boundSince')))",
    to: "notBefore(day(fact('occurredAt')), day(fact('boundSince')))",
  },
  {
    name: 'the moment of binding is taken for its day',
    from: "instant: notBefore(fact('occurredAt'), fact('boundSince'))",
    to: "instant: notBefore(day(fact('occurredAt')), day(fact('boundSince')))",
  },
  {
    name: 'an act handled before it happened',
    from: "atMost(fact('occurredAt'), fact('at'))",
    to: "atMost(fact('at'), fact('occurredAt'))",
  },
  {
    name: 'nobody need stand at the window',
    from: "is(fact('offenderPresent'), true)",
    to: "is(fact('offenderPresent'), fact('offenderPresent'))",
  },
  {
    name: 'the wait after another driver’s binding takes a day more',
    from: "notBefore(day(fact('at')), daysAfter(day(fact('vehicleReleasedAt')), days))",
    to: "({ ...notBefore(day(fact('at')), daysAfter(day(fact('vehicleReleasedAt')), days)), relation: \">\" as const })",
  },
  {
    name: 'whose a vehicle is at the act is asked on the day of handling',
    from: "atMost(fact('ownedSince'), fact('occurredAt'))",
    to: "atMost(fact('ownedSince'), fact('at'))",
  },
  // Whole rules left out.
  {
    name: 'the set of 2024 has no limit of a day',
    beside: "id: 'cn-2024-11-01'",
    from: "    provide(dailyApplications, { channels: 'all', limit: 1, citation: 'gov24-daily-applications' }),\n",
    to: '',
  },
  {
    name: 'the set of 2024 lets an act be handled before it happened',
    beside: "id: 'cn-2024-11-01'",
    from: "    provide(notBeforeOccurrence, { channels: 'all', citation: 'proc-19' }),\n",
    to: '',
  },
  {
    name: 'the set of 2024 asks nobody to stand at the window',
    beside: "id: 'cn-2024-11-01'",
    from: "    provide(offenderPresent, { channels: ['window'], citation: 'proc-52' }),\n",
    to: '',
  },
  // Deciding.
  {
    name: 'only the first reason',
    in: 'decided',
    from: "if (finding.outcome === 'fails') verdict = 'refused'",
    to: "if (finding.outcome === 'fails') { verdict = 'refused'; break }",
  },
  {
    name: 'what is not known is permitted',
    in: 'decided',
    from: "if (verdict === 'permitted') verdict = 'undetermined'",
    to: '',
  },
  {
    name: 'a finding of another case is shared',
    from: 'compared.get(value)',
    to: '[...compared.values()][0]',
  },
  {
    name: 'a decision can be written to',
    from: 'Object.freeze(late ? { question, verdict, ruleSet, verifiedUntil, findings,',
    to: 'Object(late ? { question, verdict, ruleSet, verifiedUntil, findings,',
  },
  {
    name: 'a decision under a reform can be written to',
    from: 'Object.freeze(late ? { question, verdict, ruleSet, hypothetical, verifiedUntil, findings,',
    to: 'Object(late ? { question, verdict, ruleSet, hypothetical, verifiedUntil, findings,',
  },
  {
    name: 'study gives the points that study can take off anew',
    from: 'studies: ledger.studies + 1,',
    to: 'deducted: 0, studies: ledger.studies + 1,',
  },
  // Reading.
  {
    name: 'inherited properties are read',
    from: 'if (at >= 0)',
    to: 'if (at >= 0 || key in (input as object))',
  },
  // The registry.
  {
    name: 'a transfer forgets the drivers',
    beside: "type: 'transferVehicle'",
    from: 'driverWithoutBinding(driver, vehicle)',
    to: '({ ...driver })',
  },
  {
    name: 'a release frees the driver alone',
    beside: "type: 'release'",
    from: 'vehicle: vehicleWithoutBinding',
    to: 'vehicle: (vehicle, event) => ({ ...vehicleWithoutBinding(vehicle, event), bindings: vehicle.bindings })',
  },
  {
    name: 'an operation writes to what it was given',
    from: 'including(driver.bindings, bindingBy(event))',
    to: '(Object.isFrozen(driver.bindings) ? [bindingBy(event)] : ((driver.bindings as OpenBinding[]).push(bindingBy(event)), driver.bindings))',
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
      "event.type === 'violation-handled' && (after as any).ledger === (before as any).ledger && (after as any).handledForOthers === (before as any).handledForOthers",
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
    in: 'kindOf',
    from: 'if (known !== undefined) return known.kind',
    to: "if (known?.kind === 'unit') return 'unit'",
  },
  {
    name: 'the year of applications is the day',
    from: 'driverApplicationsThisYear: applications.thisYear',
    to: 'driverApplicationsThisYear: applications.today',
  },
  {
    name: 'bindings ever are counted as open',
    from: 'driverBindings: driver.bindings.length',
    to: 'driverBindings: driver.applications.ever',
  },
  {
    name: 'no wait begins with a transfer',
    from: 'vehicle.bindings.reduce((ends, { driver }) => withEnded(ends, { driver, at }), vehicle.ended)',
    to: 'vehicle.ended',
  },
  {
    name: 'a transfer wipes out who bound the vehicle this year',
    in: 'vehicleWithoutBindings',
    from: 'next.bindings = NONE',
    to: 'next.bindings = NONE\n  next.boundInYear = null',
  },
  {
    name: 'a new owner has owned the vehicle ever since it was enrolled',
    from: 'owner: to, ownedSince: at',
    to: 'owner: to, ownedSince: vehicle.registration.ownedSince',
  },
  {
    name: 'a digest is not told of the event before',
    from: 'digested(digest, before, text)',
    to: "digested(digest, '', text)",
  },
  {
    name: 'a log need not go through its head',
    from: "for (const each of heads) compareHead(state, each, seq, chain, [done, 'chain'], issues)",
    to: 'heads.length',
  },
  // Rows and the store.
  {
    name: 'of several rows of a kind one is written',
    from: 'const key = `${row.kind} ${row.id}`',
    to: 'const key = row.kind',
  },
  {
    name: 'every row is written as a new one',
    from: 'version: versions[kind].get(id) ?? 0',
    to: 'version: 0',
  },
  {
    name: 'a key is one with every command of its kind',
    from: 'JSON.stringify({ type, ...fields })',
    to: 'JSON.stringify({ type })',
  },
  {
    name: 'two writers write over each other',
    text: true,
    from: 't.id = ${kind}.id AND t.version = ${kind}.version',
    to: 't.id = ${kind}.id',
  },
  {
    name: 'a release ends the bindings of all drivers of the vehicle',
    text: true,
    from: 't.driver = binding.driver AND t.vehicle = binding.vehicle AND t.released_at IS NULL;',
    to: 't.vehicle = binding.vehicle AND t.released_at IS NULL;',
  },
  {
    name: 'an event that a slower writer is about to write is missed',
    text: true,
    from: 'AND transaction < ((pg_snapshot_xmin',
    to: 'AND transaction <> ((pg_snapshot_xmin',
  },
  // SQL.
  {
    name: 'in SQL a missing fact comes before what takes a case out',
    from: '...exempted, ...lacking,',
    to: '...lacking, ...exempted,',
  },
  {
    name: 'in SQL the moment of a new rule set is still the old one’s',
    text: true,
    from: 'WHEN ${at.value} < ',
    to: 'WHEN ${at.value} <= ',
  },
  {
    name: 'in SQL a binding counts among those before it',
    from: 'const made = happened(BOUND)',
    to: 'const made = `(${happened(BOUND)} OR b.seq = a.seq)`',
  },
  {
    name: 'in SQL a year back is a day longer',
    text: true,
    from: 'AND ${date(handledAt)} > ',
    to: 'AND ${date(handledAt)} >= ',
  },
  {
    name: 'an audit finds the last binding that was permitted',
    text: true,
    from: '_own.open, 0)`,\n})',
    to: '_own.open, 0) + 1`,\n})',
  },
  // What a search takes for one.
  {
    name: 'a search forgets which of two handlings was for somebody else',
    from: 'if (handling === null || handling.own || handling.driver !== driver) continue',
    to: 'if (handling === null || handling.driver !== driver) continue',
  },
  // One for each layer that had found none.
  {
    name: 'a day is added from the midnight of the host',
    layer: 'zones',
    from: 'new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000)',
    to: 'new Date(Date.parse(`${day}T00:00:00`) + count * 86_400_000)',
  },
  {
    name: 'the last day of February is looked up in the zone of the host',
    layer: 'zones',
    from: '400, month, 0)).getUTCDate()',
    to: '400, month, 0)).getDate()',
  },
  {
    name: 'a carried fine counts as unpaid once it is paid',
    layer: 'worlds',
    in: 'addUp',
    from: 'if (payBy !== null) ledger.unpaid += times',
    to: 'if (payBy === null) ledger.unpaid += times',
  },
  {
    name: 'a vehicle passes on while a handling of its violation is revoked',
    layer: 'worlds',
    beside: "type: 'revokeHandling'",
    from: 'next.openViolations = oneMore(vehicle.openViolations, Number.MAX_SAFE_INTEGER)',
    to: 'next.openViolations = vehicle.openViolations',
  },
  {
    name: 'the set of September 2018 asks for no room for points',
    layer: 'proof',
    beside: "id: 'cn-2018-09-01'",
    from: "provide(pointsRoom, { channels: SELF_SERVICE, full: 12, citation: 'mps19-points-room' }),",
    to: '',
  },
  {
    name: 'the set of 2024 counts the day of binding whole',
    layer: 'proof',
    beside: "id: 'cn-2024-11-01'",
    from: "grain: 'instant'",
    to: "grain: 'day'",
  },
  {
    name: 'a search takes for one what differs in the studies of a driver',
    layer: 'worlds',
    in: 'MADE_OF',
    from: "fullScoreStudies: 'studies'",
    to: 'fullScoreStudies: null',
  },
  {
    name: 'a search takes for one who handled for others',
    layer: 'worlds',
    in: 'MADE_OF',
    from: "othersVehiclesHandledThisYear: 'handledForOthers'",
    to: 'othersVehiclesHandledThisYear: null',
  },
  {
    name: 'a schema takes a list longer than its reader does',
    layer: 'schemas',
    from: 'maxItems: type.to',
    to: 'maxItems: type.to + 1',
  },
  {
    name: 'an issue repeats all that came in',
    layer: 'promises',
    from: '`${input.slice(0, SHOWN)}…`',
    to: 'input',
  },
  {
    name: 'an issue of a form has no place',
    layer: 'integrations',
    from: 'paths.map((path) => ({ ...message, path, language }))',
    to: 'paths.map(() => ({ ...message, path: [], language }))',
  },
  {
    name: 'a time that is typed is of Greenwich',
    layer: 'browser',
    text: true,
    from: "padEnd(3, '0')}+08:00",
    to: "padEnd(3, '0')}Z",
  },
  {
    name: 'a file with malformed rows ends as one without',
    layer: 'docs',
    from: 'summary.verdicts.invalid > 0 ? 1 : 0',
    to: '0',
  },
  {
    name: 'a key that no fact has is passed over',
    layer: 'promises',
    from: "report(issues, 'unknown-key', [...path, name], wanted.nothing, name)",
    to: '',
  },
  {
    name: 'in SQL a malformed row is judged',
    layer: 'engines',
    from: '[`WHEN ${invalid} THEN ${MALFORMED}`]',
    to: '[]',
  },
  {
    name: 'a correction: a payment that was told late counts when it was told',
    layer: 'corrections',
    in: 'whenOf',
    from: 'paidOn < legalDay(at)',
    to: 'paidOn > legalDay(at)',
  },
  {
    name: 'a correction: of two events of one instant the later one stands first',
    layer: 'corrections',
    in: 'inOrder',
    from: 'one.place - other.place',
    to: 'other.place - one.place',
  },
  {
    name: 'a correction: an event is restored though another has its place',
    layer: 'corrections',
    from: 'histories.standingAt(place) !== undefined',
    to: 'false',
  },
  {
    name: 'a correction: what is yet to come is inserted',
    layer: 'corrections',
    from: 'insert.input.at > at',
    to: 'false',
  },
  {
    name: 'a correction: a binding is inserted, dated back',
    layer: 'corrections',
    from: 'if (!COMMANDS[insert.type].late)',
    to: "if (!COMMANDS[insert.type].late && insert.type !== 'bind')",
  },
  {
    name: 'a correction: a person who is renamed stays the owner of that name',
    layer: 'corrections',
    from: "what === 'driver' || what === 'owner' ? ['driver', 'party'] : [what]",
    to: "what === 'owner' ? ['party'] : [what]",
  },
  {
    name: 'a correction: it is dated before what it is about',
    layer: 'corrections',
    from: 'last !== null && last > (ahead?.last ?? at)',
    to: 'false',
  },
  {
    name: 'a correction: what a rule refused already is a conflict',
    layer: 'corrections',
    from: '!failed.includes(finding.rule)',
    to: 'true',
  },
  {
    name: 'a correction: what it leaves nothing of keeps no clock',
    layer: 'corrections',
    from: 'next.gone = put(next.gone, { id: keyOf(name), last: at })',
    to: 'next.gone = state.gone',
  },
  {
    name: 'a correction: the points that it tells are those of before',
    layer: 'corrections',
    from: 'held(record)]',
    to: 'held(histories.recordOf({ kind, id }))]',
  },
  {
    name: 'a correction of a store: the versions of what it changed alone are compared',
    layer: 'corrections',
    from: 'const changes = [...versions]',
    to: 'const changes = [...versions].filter(({ 0: key }) => played.has(key))',
  },
  {
    name: 'a correction of a store: it is refused by histories that have moved',
    layer: 'corrections',
    from: 'const lost = await lostSince(on, loaded, toll)',
    to: 'const lost = undefined',
  },
  {
    name: 'a correction: a log says of it what does not come of it',
    layer: 'corrections',
    from: 'compare(first, given, event, FIELDS.names, differs)',
    to: '',
  },
  {
    name: 'a correction: a payment that was told late is entered in the points when it was told',
    layer: 'corrections',
    from: "add('paid', { at: whenOf(record), seq: record.seq },",
    to: "add('paid', record,",
  },
  {
    name: 'a correction: a log that is imported keeps the mistyped ids of renamings as they were written',
    layer: 'corrections',
    in: 'writtenCorrection',
    from: 'read(found.from, path, []) ?? found.from',
    to: 'found.from',
  },
  {
    name: 'a correction: of two ids that come to be one it is about what one of them had',
    layer: 'corrections',
    text: true,
    from: "state := 'corrected'",
    to: 'NULL',
  },
  {
    name: 'a correction of a store: an event that two officers omit at once is omitted twice',
    layer: 'corrections',
    from: 'numbers.has(name) && unread.length === 0',
    to: 'numbers.has(name)',
  },
  {
    name: 'a correction of a store: what stands no more is played again',
    layer: 'corrections',
    from: 'places.delete(each.place); continue',
    to: 'places.delete(each.place)',
  },
])
