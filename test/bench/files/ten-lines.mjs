// @ts-check
/** What somebody writes who has the library and a CSV reader, and wants a verdict behind each row: node ten-lines.mjs FILE OUTPUT. */
import { createReadStream, createWriteStream } from 'node:fs'
import Papa from 'papaparse'
import { decideHandling } from '../../../dist/index.js'
import { cn } from '../../../dist/rules.js'

const [, , file = '', output = ''] = process.argv
const TEXT = /^(?:at|driver|vehicle|vehicleOwner|plateType|occurredAt|boundSince|channel|violationState|recordedBy)$/
/** @param {string} name @param {string} cell */
const valueOf = (name, cell) =>
  cell === 'none' ? null : TEXT.test(name) ? cell : /^licence/.test(name) ? cell.split(' ') : JSON.parse(cell)
const out = createWriteStream(output)
for await (const row of createReadStream(file, 'utf8').pipe(Papa.parse(Papa.NODE_STREAM_INPUT, { header: true }))) {
  const cells = /** @type {[string, string][]} */ (Object.entries(row))
  const known = cells.filter(([name, cell]) => name !== 'id' && cell !== '')
  const facts = Object.fromEntries(known.map(([name, cell]) => [name, valueOf(name, cell)]))
  const { verdict, findings = [] } = /** @type {any} */ (decideHandling(facts, cn))
  const of = (/** @type {string} */ outcome) =>
    findings.flatMap((/** @type {any} */ each) => (each.outcome === outcome ? each.rule : [])).join(' ')
  if (!out.write(`${cells.map(([, cell]) => cell).join(',')},${verdict},${of('fails')},${of('unknown')}\n`))
    await new Promise((resolve) => out.once('drain', () => resolve(undefined)))
}
out.end()
