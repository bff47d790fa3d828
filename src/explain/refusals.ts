import type { Finding } from '../decision/decision.ts'
import type { RefusalCode } from '../registry/decide-command.ts'

/** Why a registry refuses a command, in one language: `enRegistry`, `zhCNRegistry`. */
export interface RegistryWords {
  /** The BCP 47 tag of the language. */
  readonly tag: string
  /** A sentence for each code of a refusal: the registry's own, and each rule without its numbers. */
  readonly refusals: { readonly [C in RefusalCode | Finding['rule']]: string }
}
