/**
 * Values, the two questions and the registry.
 *
 * @module
 */

export {
  CHANNELS,
  type Channel,
  OWNER_CONSENTS,
  type OwnerConsent,
  parseChannel,
  parseOwnerConsent,
  SELF_SERVICE,
} from './binding.ts'
export { type Calendar, calendarDaysAfter, parseCalendar, weekendsOnly, workingDaysAfter } from './calendar.ts'
export { decideBinding, decideHandling } from './decide.ts'
export {
  type Decision,
  type Finding,
  type FindingOf,
  type FindingOutcome,
  failuresOf,
  type Invalid,
  missingOf,
  type NoRuleSetFinding,
  OUTCOMES,
  REASONS,
  type Reason,
  VERDICTS,
  type Verdict,
} from './decision.ts'
export {
  LICENCE_CLASSES,
  LICENCE_STATES,
  type LicenceClass,
  type LicenceState,
  parseLicenceClasses,
  parseLicenceStates,
} from './driver.ts'
export {
  BINDING_FACTS,
  type BindingFacts,
  COUNT_LIMIT,
  type FactName,
  HANDLING_FACTS,
  type HandlingFacts,
  type Partially,
  parseBindingFacts,
  parseHandlingFacts,
} from './facts.ts'
export { FEN_LIMIT, type Fen, parseFen, yuan } from './fen.ts'
export {
  type DriverId,
  type OwnerId,
  parseDriverId,
  parseOwnerId,
  parseVehicleId,
  parseViolationId,
  type VehicleId,
  type ViolationId,
} from './ids.ts'
export {
  epochMillisecondsOf,
  type Instant,
  type InstantInput,
  type LegalDay,
  legalDay,
  parseInstant,
  parseLegalDay,
} from './instant.ts'
export { ISSUE_CODES, type Issue, type IssueCode } from './issue.ts'
export {
  birthDayOf,
  CITIZEN_AREAS,
  type LicenceNumber,
  parseLicenceNumber,
  RESIDENCE_PERMIT_AREAS,
} from './licence-number.ts'
export { NEW_ENERGY_LETTERS, type NewEnergyLetters } from './new-energy-letters.ts'
export {
  formatPlate,
  isIssuableOn,
  kindOf,
  PLATE_KINDS,
  PLATE_PROVINCES,
  type Plate,
  type PlateKind,
  parsePlate,
} from './plate.ts'
export { periodOf } from './points/ledger.ts'
export {
  CARRIES,
  type Carry,
  type Cited,
  type FullScoreDuty,
  type PointsRegime,
  STUDY_WAYS,
  type StudyDays,
  type StudyWay,
  TESTS,
  type Test,
  TRADE_ROLES,
  type TradePenalty,
  type TradeRole,
} from './points/regime.ts'
export { dutyAtFullScore, POINTS_REGIMES, pointsRegimeOn } from './points/regimes.ts'
export { type PenaltyForTrade, penaltyForTrade } from './points/trade.ts'
export { DAYS_TO_PAY, LATE_PERCENT, lateFee, payByDay } from './procedure/fines.ts'
export { isWithinLimitation, LIMITATION_YEARS } from './procedure/limitation.ts'
export type { Reader } from './read.ts'
export { REFUSAL_CODES, type Refusal, type RefusalCode } from './registry/attempt.ts'
export { type Batch, type BatchOptions, type BatchOutcome, executeAll } from './registry/batch.ts'
export {
  COMMAND_TYPES,
  type Command,
  type CommandType,
  type Inputs,
  type Licence,
  type Owner,
  RELEASERS,
  REVOCATION_GROUNDS,
  type Releaser,
  WITHDRAWAL_GROUNDS,
} from './registry/commands.ts'
export { EVENT_TYPES, type EventType, type RegistryEvent } from './registry/events.ts'
export {
  bind,
  changeLicence,
  completeStudy,
  deductByStudy,
  enrolDriver,
  enrolVehicle,
  execute,
  handle,
  type Outcome,
  payFine,
  recordViolation,
  release,
  revokeHandling,
  transferVehicle,
  withdrawViolation,
} from './registry/execute.ts'
export { bindingFacts, handlingFacts } from './registry/facts.ts'
export {
  type Binding,
  bindingsOf,
  bindingsOn,
  type Driver,
  type DueFine,
  driverOf,
  driversOf,
  type Handleable,
  type HandleableOptions,
  handleable,
  overdueFines,
  type PointsPeriod,
  periodOfPoints,
  pointsOf,
  type Room,
  roomOf,
  type Vehicle,
  type Violation,
  vehicleOf,
  vehiclesOf,
  violationOf,
  violationsOf,
} from './registry/queries.ts'
export { isRegistry, openRegistry, type Registry, type RegistryOptions, revisionOf } from './registry/registry.ts'
export { replay, resume } from './registry/replay.ts'
export { eventsOf, parseRegistry, type RegistrySnapshot, snapshot } from './registry/snapshot.ts'
export type { Parsed } from './result.ts'
export { type Citation, GRADES, type Grade } from './rules/citation.ts'
export { RULE_IDS, type RuleId } from './rules/index.ts'
export { RELATIONS, type Relation, relates } from './rules/relation.ts'
export { QUESTIONS, type Question } from './rules/rule.ts'
export {
  OWNER_KINDS,
  type OwnerKind,
  PLATE_TYPES,
  type PlateType,
  parseOwnerKind,
  parsePlateType,
} from './vehicle.ts'
export {
  POINTS_LIMIT,
  parsePoints,
  parseRecorder,
  RECORDERS,
  type Recorder,
  VIOLATION_STATES,
  type ViolationState,
} from './violation.ts'
