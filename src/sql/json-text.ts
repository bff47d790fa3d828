import type { Grammar } from './dialects.ts'

/** A JSON object as text, of names and SQL for each value as JSON text that is never NULL. */
export function objectText(members: readonly (readonly [name: string, json: string])[], grammar: Grammar): string {
  const parts = members.flatMap(({ 0: name, 1: json }, index) => [
    grammar.text(`${index === 0 ? '{' : ','}"${name}":`),
    json,
  ])
  return grammar.joined(...parts, grammar.text('}'))
}

/** A whole number as JSON. */
export function numberText(value: string, grammar: Grammar): string {
  return `COALESCE(${grammar.asText(value)}, 'null')`
}

/** A text without quotation marks and backslashes, as every id and word is, as JSON. */
export function wordText(value: string, grammar: Grammar): string {
  return `COALESCE(${grammar.joined("'\"'", value, "'\"'")}, 'null')`
}

/** A flag as JSON. */
export function flagText(value: string): string {
  return `CASE WHEN ${value} THEN 'true' WHEN NOT ${value} THEN 'false' ELSE 'null' END`
}

/** A list of words as JSON text of the words with spaces between. */
export function wordsText(value: string, grammar: Grammar): string {
  return `COALESCE(${grammar.joined("'\"'", grammar.spaced(value), "'\"'")}, 'null')`
}

/** An instant as JSON: text at Beijing time. */
export function instantJson(value: string, grammar: Grammar): string {
  return wordText(grammar.instantText(value), grammar)
}
