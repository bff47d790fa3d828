/**
 * Values, the two questions and the registry.
 *
 * @module demerit
 */

export type { Advice, Subject } from './advice/advice.ts'
export { adviseBinding, adviseHandling } from './advice/advise.ts'
export type { ChannelAnswer, Channels, Need, SittingFact } from './advice/channels.ts'
export type { Help, HelpedRule, Step } from './advice/helps.ts'
export type { Note } from './advice/notes.ts'
export { PAPERS, type Paper } from './advice/papers.ts'
export type { Who } from './advice/who.ts'
export { decideBinding, decideHandling, screenBinding, screenHandling } from './decision/decide.ts'
export {
  type Decision,
  FINDING_OUTCOMES,
  type Finding,
  type FindingOf,
  type FindingOutcome,
  failuresOf,
  type Invalid,
  missingOf,
  type NoRuleSetFinding,
  type Screening,
  VERDICTS,
  type Verdict,
} from './decision/decision.ts'
export { parseDecision } from './decision/parse-decision.ts'
export { ISSUE_CODES, type Issue, type IssueCode, type Wanted, type WantedAs, type WantedKind } from './input/issue.ts'
export { JSON_SCHEMA_TARGETS, type JsonSchema, type JsonSchemaTarget } from './input/json-schema.ts'
export type { Reader } from './input/reader.ts'
export type { Parsed } from './input/result.ts'
export type { Parser, StandardIssue, StandardProps, StandardResult, StandardTarget } from './input/schema.ts'
export {
  BINDING_FACTS,
  type BindingFacts,
  type BindingFactsInput,
  COUNT_LIMIT,
  FACTS,
  type Fact,
  type FactKind,
  type FactName,
  HANDLING_FACTS,
  type HandlingFacts,
  type HandlingFactsInput,
  REQUIRED_FACTS,
} from './law/facts.ts'
export { parseBindingFacts, parseHandlingFacts } from './law/known-facts.ts'
export { scoringPeriodOn } from './law/points/period.ts'
export {
  type Carry,
  type Cited,
  type Finish,
  type FullScoreDuty,
  type FullScoreStudy,
  LICENCE_TESTS,
  type LicenceTest,
  type PointsRegime,
  type ShortStudy,
  STUDY_WAYS,
  type StudyDays,
  type StudyWay,
  TRADE_ROLES,
  type TradePenaltyTerms,
  type TradeRole,
} from './law/points/regime.ts'
export { dutyAtFullScore, POINTS_REGIMES, pointsRegimeOn } from './law/points/regimes.ts'
export { type PenaltyForTrade, penaltyForTrade } from './law/points/trade.ts'
export { additionalFine, DAYS_TO_PAY, LATE_PERCENT, payByDay } from './law/procedure/fines.ts'
export { isWithinLimitation, LIMITATION_YEARS } from './law/procedure/limitation.ts'
export { REASONS, type Reason } from './law/reason.ts'
export { RELATIONS, type Relation, relates } from './law/relation.ts'
export { type Batch, type BatchOptions, executeAll } from './registry/batch.ts'
export { REFUSAL_CODES, type Refusal, type RefusalCode } from './registry/commands/decide-command.ts'
export { DEREGISTRATIONS, type Deregistration } from './registry/commands/deregister-vehicle.ts'
export type { DriverHistory } from './registry/commands/history.ts'
export { COMMAND_TYPES, type Command, type CommandInputs, type CommandType } from './registry/commands/index.ts'
export { parseCommand } from './registry/commands/read-command.ts'
export { RELEASERS, type Releaser } from './registry/commands/release.ts'
export { REVOCATION_GROUNDS } from './registry/commands/revoke-handling.ts'
export { WITHDRAWAL_GROUNDS } from './registry/commands/withdraw-violation.ts'
export { type CorrectionInput, type HistoryChange, RENAMABLE } from './registry/correction/changes.ts'
export {
  CORRECTION_REFUSALS,
  type Conflict,
  type CorrectionOutcome,
  type CorrectionRefusal,
  correct,
} from './registry/correction/correct.ts'
export {
  type BatchOutcome,
  execute,
  type Outcome,
} from './registry/execute.ts'
export type { Digest } from './registry/log/digest.ts'
export {
  type CommandEvent,
  EVENT_TYPES,
  type EventType,
  type HistoryCorrected,
  type LoggedChange,
  type RegistryEvent,
} from './registry/log/events.ts'
export type { LogDifference, Replayed, ReplayOptions, ResumeOptions } from './registry/log/log-run.ts'
export { replay, replayAsync, resume } from './registry/log/replay.ts'
export { eventsOf, type RegistrySnapshot, restore, snapshot } from './registry/log/snapshot.ts'
export * from './registry/named.ts'
export { pointsLedger } from './registry/points/points-ledger.ts'
export type {
  HandledViolation,
  OwnViolation,
  PointsRecords,
  StudyKind,
} from './registry/points/points-records.ts'
export { bindingFacts, handlingFacts } from './registry/queries/facts.ts'
export { type OverdueFine, overdueFines } from './registry/queries/fines.ts'
export { type HistoryOf, historyOf } from './registry/queries/history.ts'
export {
  type OpenViolation,
  type OpenViolationsOptions,
  openViolationsFor,
} from './registry/queries/open-violations.ts'
export { pointsOf, type ScoringPeriod, scoringPeriodOf } from './registry/queries/points.ts'
export {
  type Binding,
  bindingsOfDriver,
  bindingsOfVehicle,
  type Driver,
  driverIdsOf,
  driverOf,
  type Vehicle,
  type Violation,
  vehicleIdsOf,
  vehicleOf,
  violationOf,
  violationsOfVehicle,
} from './registry/queries/records.ts'
export { type RemainingBindings, remainingBindings } from './registry/queries/remaining-bindings.ts'
export {
  type Head,
  headOf,
  isRegistry,
  openRegistry,
  type Registry,
  type RegistryOptions,
  revisionOf,
} from './registry/registry.ts'
export type { Licence, Owner, RecordKind } from './registry/state/records.ts'
export type { RecordAhead } from './registry/state/subjects.ts'
export { type LicenceNumber, parseLicenceNumber, tidyLicenceNumber } from './typed/licence-number.ts'
export { formatPlate, PLATE_PROVINCES, type Plate, parsePlate, tidyPlate } from './typed/plate.ts'
export { plateTypesOf } from './typed/plate-types.ts'
export { type Calendar, calendarDaysAfter, parseCalendar, weekendsOnly, workingDaysAfter } from './values/calendar.ts'
export {
  CHANNELS,
  type Channel,
  OWNER_CONSENTS,
  type OwnerConsent,
  parseChannel,
  parseOwnerConsent,
  SELF_SERVICE,
} from './values/channel.ts'
export { FEN_LIMIT, type Fen, parseFen, yuan } from './values/fen.ts'
export {
  type DriverId,
  type OwnerId,
  parseDriverId,
  parseOwnerId,
  parseVehicleId,
  parseViolationId,
  type VehicleId,
  type ViolationId,
} from './values/ids.ts'
export {
  epochMillisecondsOf,
  type Instant,
  type InstantInput,
  type LegalDay,
  legalDay,
  parseInstant,
  parseLegalDay,
} from './values/instant.ts'
export {
  LICENCE_CLASSES,
  LICENCE_STATES,
  type LicenceClass,
  type LicenceState,
  parseLicenceClasses,
  parseLicenceStates,
} from './values/licence.ts'
export {
  OWNER_KINDS,
  type OwnerKind,
  PLATE_TYPES,
  type PlateType,
  parseOwnerKind,
  parsePlateType,
} from './values/vehicle.ts'
export {
  POINTS_LIMIT,
  parsePoints,
  parseRecorder,
  RECORDERS,
  type Recorder,
  VIOLATION_STATES,
  type ViolationState,
} from './values/violation.ts'
