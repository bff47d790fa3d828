// @ts-check
/** What somebody writes who has the library and a CSV reader, and wants a verdict behind each row: node ten-lines.mjs FILE OUTPUT. */
import { createReadStream, openSync, writeSync } from 'node:fs'
import Papa from 'papaparse'
import { decideHandling } from '../../../dist/index.js'
import { cn } from '../../../dist/rules.js'

const [, , file = '', output = ''] = process.argv
const TEXT = /^(?:at|driver|vehicle|vehicleOwner|plateType|occurredAt|boundSince|channel|violationState|recordedBy)$/
/** @param {string} name @param {string} cell */
const factOf = (name, cell) =>
  cell === 'none' ? null : TEXT.test(name) ? cell : /^licence/.test(name) ? cell.split(' ') : JSON.parse(cell)
/** @param {readonly any[]} findings @param {string} outcome */
const rulesOf = (findings, outcome) => findings.flatMap((each) => (each.outcome === outcome ? each.rule : [])).join(' ')

const out = openSync(output, 'w')
/** @type {readonly string[] | undefined} */
let header
Papa.parse(createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 }), {
  skipEmptyLines: true,
  chunk({ data }) {
    const rows = /** @type {string[][]} */ (data)
    const names = header ?? (header = rows.shift() ?? [])
    const lines = rows.map((cells) => {
      const facts = /** @type {Record<string, unknown>} */ ({})
      cells.forEach((cell, index) => {
        const name = /** @type {string} */ (names[index])
        if (cell !== '' && name !== 'id') facts[name] = factOf(name, cell)
      })
      const { verdict, findings = [] } = /** @type {any} */ (decideHandling(facts, cn))
      return `${cells.join(',')},${verdict},${rulesOf(findings, 'fails')},${rulesOf(findings, 'unknown')}\n`
    })
    writeSync(out, lines.join(''))
  },
})
