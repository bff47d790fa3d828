import { type Checksum, checksumFrom, takeText, takeWord, textOf } from '../../values/checksum.ts'
import type { RuleSet } from './rule-set.ts'

/** What a rule set is called and decides, in short: two reforms of one name but other numbers are told apart. */
function contentOf(ruleSet: RuleSet): Readonly<Checksum> {
  let content = CONTENTS.get(ruleSet)
  if (content === undefined) {
    content = checksumFrom(ruleSet.id)
    // Where one question ends counts too: a provision may stand under either.
    for (const provisions of [ruleSet.bind, ruleSet.handle]) {
      takeWord(content, provisions.length)
      for (const { citation: _, ...provision } of provisions) takeText(content, jsonOf(provision))
    }
    CONTENTS.set(ruleSet, content)
  }
  return content
}
/** Each snapshot asks for those of all its sets. `npm run bench` (h) */
const CONTENTS: WeakMap<RuleSet, Checksum> = new WeakMap()

/** A rule set by name and content: `cn-2024-11-01@` and a checksum of its provisions without their citations. */
export function contentNameOf(ruleSet: RuleSet): string {
  return `${ruleSet.id}@${textOf(contentOf(ruleSet))}`
}

/** `JSON.stringify` of what provisions and events hold. Asks nothing for `toJSON`: that may hang on `Object.prototype`. */
export function jsonOf(value: unknown): string {
  if (typeof value !== 'object') return JSON.stringify(value)
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`
  const record = value as Readonly<Record<string, unknown>>
  return `{${Object.keys(record)
    .map((key) => `${JSON.stringify(key)}:${jsonOf(record[key])}`)
    .join(',')}}`
}
