import type { Fields, Optional, RecordOf } from '../../input/read.ts'
import type { Fen } from '../../values/fen.ts'
import type { DriverId, OwnerId, VehicleId, ViolationId } from '../../values/ids.ts'
import type { Instant, InstantInput, LegalDay } from '../../values/instant.ts'
import type { RoleName } from '../state/subjects.ts'
import { bind } from './bind.ts'
import { changeLicence } from './change-licence.ts'
import { changeVehicle } from './change-vehicle.ts'
import type { CommandDefinition, CommandFields } from './command.ts'
import { completeFullScoreStudy } from './complete-full-score-study.ts'
import { deductByStudy } from './deduct-by-study.ts'
import { deregisterVehicle } from './deregister-vehicle.ts'
import { enrolDriver } from './enrol-driver.ts'
import { enrolVehicle } from './enrol-vehicle.ts'
import { handle } from './handle.ts'
import type { DriverHistory, ToldHistory } from './history.ts'
import { payFine } from './pay-fine.ts'
import { recordViolation } from './record-violation.ts'
import { reissueLicence } from './reissue-licence.ts'
import { release } from './release.ts'
import { revokeHandling } from './revoke-handling.ts'
import { tellHistory } from './tell-history.ts'
import { transferVehicle } from './transfer-vehicle.ts'
import { withdrawViolation } from './withdraw-violation.ts'

/** The list of commands, from which their fields, events and refusals are derived. */
export interface CommandTable {
  readonly enrolDriver: typeof enrolDriver
  readonly enrolVehicle: typeof enrolVehicle
  readonly bind: typeof bind
  readonly release: typeof release
  readonly transferVehicle: typeof transferVehicle
  readonly changeLicence: typeof changeLicence
  readonly recordViolation: typeof recordViolation
  readonly withdrawViolation: typeof withdrawViolation
  readonly handle: typeof handle
  readonly revokeHandling: typeof revokeHandling
  readonly payFine: typeof payFine
  readonly deductByStudy: typeof deductByStudy
  readonly completeFullScoreStudy: typeof completeFullScoreStudy
  readonly changeVehicle: typeof changeVehicle
  readonly deregisterVehicle: typeof deregisterVehicle
  readonly reissueLicence: typeof reissueLicence
  readonly tellHistory: typeof tellHistory
}

/** The definition of every command, where it does not matter of which; in the order of the documentation. */
export const COMMANDS = Object.freeze({
  enrolDriver,
  enrolVehicle,
  bind,
  release,
  transferVehicle,
  changeLicence,
  recordViolation,
  withdrawViolation,
  handle,
  revokeHandling,
  payFine,
  deductByStudy,
  completeFullScoreStudy,
  changeVehicle,
  deregisterVehicle,
  reissueLicence,
  tellHistory,
} satisfies CommandTable) as unknown as Readonly<Record<CommandType, AnyDefinition>>

/** The type of one command. */
export type CommandType = keyof CommandTable
/** What each command says once it has been read. */
export type Commands = { readonly [T in CommandType]: RecordOf<TableOf<T>> }
/** The readers of its fields. */
type TableOf<T extends CommandType> = ReturnType<CommandTable[T]['fields']['fresh']>
/** What the event of each command says that it did, beside what was said. */
export type Effects = { readonly [T in CommandType]: RecordOf<ReturnType<CommandTable[T]['did']['fresh']>> }
/** Any definition, where it does not matter of which command. */
export type AnyDefinition = CommandDefinition<CommandType, string, CommandFields, Fields, CommandRefusal, RoleName>

/** What may be typed for a value: ids as text, instants in any form `parseInstant` reads, fines in fen. */
type AsTyped<T> = T extends ToldHistory
  ? DriverHistory
  : T extends Instant
    ? InstantInput
    : T extends Fen
      ? number
      : T extends string
        ? string extends T
          ? string
          : T extends DriverId | VehicleId | ViolationId | OwnerId | LegalDay
            ? string
            : T
        : T extends readonly (infer I)[]
          ? readonly AsTyped<I>[]
          : T extends object
            ? { readonly [K in keyof T]: AsTyped<T[K]> }
            : T
/** The fields that may be absent. */
type OptionalOf<F> = { [K in keyof F]: F[K] extends Optional<unknown, unknown> ? K : never }[keyof F]
type WithOptional<T, K extends PropertyKey> = Omit<T, K> & { readonly [Each in keyof T & K]?: T[Each] | undefined }
/**
 * The plain, raw input of each command. An absent optional is *no*, never *unknown*. The function that takes an input
 * says which command it is; in a command as data, `type` says so: `const { type, ...input } = command`.
 */
export type CommandInputs = {
  readonly [T in CommandType]: WithOptional<AsTyped<Commands[T]>, OptionalOf<TableOf<T>>> & { readonly type?: never }
}
/** A command as data. */
export type Command = { [T in CommandType]: { readonly type: T } & Omit<CommandInputs[T], 'type'> }[CommandType]
/** A command without `at`: the store stamps it. Anything else that is handed in at run time is `invalid`; {@link parseStoreCommand} reads it. */
export type StoreCommand = {
  [T in CommandType]: { readonly type: T } & Omit<CommandInputs[T], 'type' | 'at'>
}[CommandType]

/** The registry's own reasons to refuse a command. */
export type CommandRefusal = RefusalOf<CommandTable[CommandType]>
type RefusalOf<D> = D extends { readonly refusals: readonly (infer R)[] } ? R : never

/** The command types, in the order of the documentation. */
export const COMMAND_TYPES: readonly CommandType[] = Object.freeze(Object.keys(COMMANDS) as CommandType[])
