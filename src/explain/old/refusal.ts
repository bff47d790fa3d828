import { mistaken } from '../../input/assert.ts'
import { registryArgument } from './arguments.ts'
import type { Labels, Words } from './locale.ts'
import type { RegistryWords } from './refusals.ts'

/**
 * Why a registry refused a command, as a short sentence without numbers: for the `code` of a refused outcome, which is
 * one of `REFUSAL_CODES` or the id of the rule that failed. An outcome with a decision has more to tell: `explain` it.
 *
 * @param registry the words for refusals, `enRegistry` or `zhCNRegistry`; they may also stand in for the locale.
 * @throws RangeError when the code is not one; TypeError when there are no words for refusals.
 */
export function explainRefusal(
  code: string,
  locale: Words | Labels | RegistryWords,
  registry: RegistryWords = locale as RegistryWords,
): string {
  if (typeof code === 'string') registryArgument('explainRefusal', registry)
  if (typeof code !== 'string' || !Object.hasOwn(registry.refusals, code)) {
    throw mistaken('explainRefusal(code)', code, 'a code of REFUSAL_CODES or a rule')
  }
  return registry.refusals[code as keyof RegistryWords['refusals']]
}
