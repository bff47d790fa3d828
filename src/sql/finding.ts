import { own } from '../input/own.ts'
import type { Grammar } from './dialects.ts'

/** What a finding of an audit is about: SQL for each, and for when it was, in milliseconds. */
interface Finding {
  readonly at: string
  readonly driver?: string
  readonly vehicle?: string
  readonly violation?: string
  /** Whether a row with a problem may have changed it. */
  readonly uncertain: string
  /** A JSON text. */
  readonly detail: string
}

/** The columns that every query of an audit gives. */
export function findingSql(finding: Finding, grammar: Grammar): string {
  const { at, uncertain, detail, driver, vehicle, violation } = own(finding)
  const none = `CAST(NULL AS ${grammar.type('id', true)})`
  return `SELECT ${at} AS ${grammar.name('at')},
  ${grammar.instantText(at)} AS beijing_time,
  ${driver ?? none} AS driver, ${vehicle ?? none} AS vehicle, ${violation ?? none} AS violation,
  ${uncertain} AS uncertain,
  ${detail} AS detail`
}

/** A JSON object as text, of names and SQL for each value as JSON text that is never NULL. */
export function objectText(members: readonly (readonly [name: string, json: string])[], grammar: Grammar): string {
  const parts = members.flatMap(({ 0: name, 1: json }, index) => [
    grammar.text(`${index === 0 ? '{' : ','}"${name}":`),
    `\n    ${json}`,
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
