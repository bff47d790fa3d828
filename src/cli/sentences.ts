import { sentencesOf } from '../analysis/index.ts'
import { en, enRegistry, zhCN, zhCNRegistry } from '../explain/index.ts'
import { SHIPPED_SETS } from '../law/index.ts'
import type { Arguments } from './commands.ts'
import type { Host } from './host.ts'
import { csvLine } from './output.ts'

const LANGUAGES = { 'zh-CN': { ...zhCN, ...zhCNRegistry }, en: { ...en, ...enRegistry } }

/** `demerit sentences`: every sentence of a language, each with the first case in which it is said. */
export async function listSentences({ options }: Arguments, host: Host): Promise<number> {
  const isRaw = options.raw === true
  const rows = sentencesOf(LANGUAGES[options.locale as keyof typeof LANGUAGES], SHIPPED_SETS)
  const lines = [['of', 'sentence', 'case'], ...rows.map(({ of, text, when }) => [of, text, when])]
  await host.out(`${isRaw ? '' : '\ufeff'}${lines.map(csvLine(isRaw)).join('')}`)
  return 0
}
