// @ts-check
/**
 * `npm run bench:picture`: draws docs/bench-decisions.svg from results.json, and writes results.md anew. Text takes the colour of the page, light or dark, and the font of the reader.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse, View } from 'vega'
import { PAPER } from '../../docs/paper.mjs'
import { decisionRows, labelOf } from './decision-rows.mjs'
import { page } from './report.mjs'

const OURS = '#2f81f7'
const OTHERS = '#8b949e'
const BY_HAND = '#bf8700'
const TEXT = 'currentColor'
const FADED = 0.7
const WIDTH = 720
/** What the widest label of a decision takes beside its mark. */
const LABEL = 120

const results = JSON.parse(readFileSync(new URL('./results.json', import.meta.url), 'utf8'))
writeFileSync(new URL('./results.md', import.meta.url), page(results))
const docs = new URL('../../docs/', import.meta.url)
writeFileSync(
  new URL('bench-decisions.svg', docs),
  await drawn('Time of a decision as a multiple of code written by hand', decisions(results.a)),
)

/** @param {string} title @param {object} spec */
async function drawn(title, spec) {
  const svg = await new View(parse(/** @type {any} */ (spec)), { renderer: 'none' }).toSVG()
  return `${svg.replace(/^(<svg[^>]*>)/, `$1<title>${title}</title><style>${PAPER}</style>`)}\n`
}

/** A row for each, a mark for each case, on a logarithmic axis. @param {any} a */
function decisions({ cases }) {
  const rows = decisionRows(cases).map((row) => ({ ...row, color: colorOf(row.name) }))
  const most = 10 ** Math.ceil(Math.log10(Math.max(...rows.map(({ high }) => high))))
  const marks = rows.flatMap(({ name, color, ratios }) => ratios.map((/** @type {number} */ x) => ({ name, color, x })))
  const y = { scale: 'y', field: 'name', band: 0.5 }
  return {
    ...frame('A decision: times the code by hand that gives codes, logarithmic'),
    height: 26 * rows.length,
    data: [
      { name: 'rows', values: rows.map(({ ratios: _, ...row }) => ({ ...row, label: labelOf(row) })) },
      { name: 'marks', values: marks },
    ],
    scales: [
      { name: 'y', type: 'band', domain: { data: 'rows', field: 'name' }, range: 'height' },
      { name: 'x', type: 'log', domain: [1, most], range: [210, WIDTH - LABEL] },
    ],
    axes: [{ ...axis('x', 'bottom'), values: powers(1, most) }],
    marks: [
      {
        type: 'rule',
        from: { data: 'rows' },
        encode: {
          enter: {
            x: { scale: 'x', field: 'low' },
            x2: { scale: 'x', field: 'high' },
            y,
            stroke: { field: 'color' },
            strokeWidth: { value: 4 },
            strokeOpacity: { value: 0.4 },
          },
        },
      },
      {
        type: 'symbol',
        from: { data: 'marks' },
        encode: { enter: { x: { scale: 'x', field: 'x' }, y, fill: { field: 'color' }, size: { value: 50 } } },
      },
      {
        type: 'text',
        from: { data: 'rows' },
        encode: { enter: { ...words('name', 'right'), x: { value: 198 }, y } },
      },
      {
        type: 'text',
        from: { data: 'rows' },
        encode: { enter: { ...words('label', 'left'), x: { scale: 'x', field: 'high', offset: 10 }, y } },
      },
    ],
  }
}

/** @param {string} title */
function frame(title) {
  return {
    $schema: 'https://vega.github.io/schema/vega/v6.json',
    width: WIDTH,
    padding: { left: 8, right: 8, top: 34, bottom: 28 },
    autosize: 'none',
    title: { text: title, color: TEXT, font: 'sans-serif', fontSize: 14, anchor: 'start', frame: 'group' },
  }
}

/** @param {string} scale @param {string} orient */
function axis(scale, orient) {
  return {
    scale,
    orient,
    format: ',',
    grid: true,
    gridColor: TEXT,
    gridOpacity: 0.12,
    domain: false,
    tickColor: TEXT,
    tickOpacity: 0.3,
    labelColor: TEXT,
    labelOpacity: FADED,
    labelFont: 'sans-serif',
    labelFontSize: 12,
  }
}

/** @param {string} field @param {string} align */
function words(field, align) {
  return {
    text: { field },
    align: { value: align },
    baseline: { value: 'middle' },
    fill: { value: TEXT },
    font: { value: 'sans-serif' },
    fontSize: { value: 13 },
  }
}

/** @param {string} name */
function colorOf(name) {
  return name.startsWith('demerit') ? OURS : name.startsWith('by hand') ? BY_HAND : OTHERS
}

/** @param {number} low @param {number} high */
function powers(low, high) {
  const count = Math.round(Math.log10(high / low)) + 1
  return Array.from({ length: count }, (_, index) => Number((low * 10 ** index).toPrecision(1)))
}
