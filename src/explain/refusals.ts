import type { ShortStudy } from '../law/points/regime.ts'
import type { RefusalCode } from '../registry/commands/decide-command.ts'
import type { CorrectionRefusal } from '../registry/correction/correct.ts'
import type { LegalDay } from '../values/instant.ts'

/** Why a registry refuses a command, in one language: {@link enRegistry}, {@link zhCNRegistry}. */
export interface RegistryWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  /** A sentence for each code of a refusal, the registry's own and the store's; a rule is called by its name. */
  readonly refusals: { readonly [C in RegistryRefusal]: string }
  /** What helps against a refusal of the registry's own, where something does and the sentence does not say it. */
  readonly helps: { readonly [C in RegistryRefusal]?: string }
  /** Why a correction is refused that tells of a day before what it is about was on record. */
  readonly enrolledLater: (on: LegalDay) => string
  /** What a study at the full score needed, and what was given. */
  readonly study: (short: ShortStudy) => string
}

/** Why a command or a correction is refused, apart from the rules. */
type RegistryRefusal = RefusalCode | CorrectionRefusal | StoreRefusal

/** Why a store refuses what a registry would take: another command came with the same key, or a correction would read too many events. */
export type StoreRefusal = 'key-reused' | 'correction-too-wide'
