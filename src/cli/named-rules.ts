import { onOneLine } from '../input/text.ts'
import { cn, parseRuleSet, type Rules, SHIPPED_SETS } from '../law/index.ts'
import { setsIn } from '../law/rule-sets/rule-book.ts'
import { openText } from './files.ts'
import type { Host } from './host.ts'
import { Failure, type Tell } from './message.ts'

/** The rules that the command line knows, by id. */
export const RULES_BY_ID: Readonly<Record<string, Rules>> = Object.fromEntries(
  [cn, ...SHIPPED_SETS].map((rules) => [rules.id, rules] as const),
)

/** Whether rules are named as those of a JSON file. */
export function isFile(name: string): boolean {
  return /\.json$/i.test(name)
}

/** The rules of an id, or of a JSON file. @throws Failure when there are none. */
export async function rulesNamed(name: string, host: Host, tell: Tell): Promise<Rules> {
  const known = Object.hasOwn(RULES_BY_ID, name) ? RULES_BY_ID[name] : undefined
  if (known !== undefined) return known
  if (!isFile(name))
    throw new Failure('not-listed', `"${name}" is given; wanted ${Object.keys(RULES_BY_ID).join(', ')}, or a JSON file`)
  const parsed = parseRuleSet(await readJson(name, 'auto', host, tell))
  if (parsed.ok) return parsed.value
  const [{ path, expected, received } = { path: [], expected: '', received: '' }] = parsed.issues
  throw new Failure('malformed', `no rule set: ${path.join('.')}: ${received}; wanted ${expected}`, { file: name })
}

/**
 * What a result that is taken away says of the law behind it, by the id of the rule set: the version of this package, and the first twelve digits of the
 * digest of the set, which docs/CHANGES.md has whole.
 */
export function lawsOf(
  rules: Rules,
  { version, sha256Of }: Pick<Host, 'version' | 'sha256Of'>,
): ReadonlyMap<string, string> {
  return new Map(
    setsIn(rules).map((set) => [set.id, `demerit ${version} ${sha256Of(JSON.stringify(set)).slice(0, 12)}`]),
  )
}

/** What a JSON file holds. @throws Failure when it is none. */
export async function readJson(file: string, encoding: string, host: Host, tell: Tell): Promise<unknown> {
  let text = ''
  const { pieces } = await openText(file, encoding, host, tell)
  for await (const piece of pieces) text += piece.text
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Failure('unreadable', onOneLine((error as Error).message), { file })
  }
}
