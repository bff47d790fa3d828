// @ts-check
/**
 * (a) Both decisions, against code by hand and against what people would pick instead, on the same facts. Before a clock
 * starts, everybody's failing codes are compared on every row.
 */
import { casesOf } from '../cases.mjs'
import { inTurns } from '../measure.mjs'

const BASE = 'by hand'

/** @param {{ quick: boolean, seed: number }} options */
export async function measure({ quick, seed }) {
  const { cases, help } = await casesOf(quick ? 300 : 3_000, seed)
  const results = []
  for (const { id, rules, rows, contenders } of cases) {
    const codes = rows.map((row) => contenders[BASE]?.failing(row) ?? [])
    const runners = []
    for (const [name, contender] of Object.entries(contenders)) {
      const inputs = rows.map((row) => contender.prepare(row))
      compare(`${id}: ${name}`, contender, inputs, codes)
      runners.push({ name, run: loopOf(`${id}: ${name}`, contender.answer ?? contender.failing, inputs) })
    }
    const measured = await inTurns(runners, quick ? { rounds: 5, slice: 4 } : { rounds: 21, slice: 30 })
    const permitted = codes.filter(({ length }) => length === 0).length / rows.length
    results.push({ id, rules: rules.length, rows: rows.length, permitted, measured })
    console.log(`(a) ${id}: ${measured.map(({ name, ratio }) => `${name} ${ratio.median.toFixed(1)}`).join(', ')}`)
  }
  return { cases: results, help }
}

/** @param {string} what @param {import('../cases.mjs').Contender} contender @param {readonly unknown[]} inputs @param {readonly string[][]} expected */
function compare(what, contender, inputs, expected) {
  for (const [index, input] of inputs.entries()) {
    const found = contender.failing(input).join()
    if (found !== expected[index]?.join()) throw new Error(`${what}, row ${index}: ${found}, not ${expected[index]}`)
  }
}

/**
 * A loop of its own for each, made from text so that the engine shares nothing between them and may inline what it can.
 * Every answer is kept until the next, so that none is optimised away.
 *
 * @param {string} name @param {(input: any) => unknown} answer @param {readonly unknown[]} inputs
 */
function loopOf(name, answer, inputs) {
  const loop = new Function(
    'answer',
    'inputs',
    'kept',
    `// ${name}
    let at = 0
    return function (count) {
      for (let done = 0; done < count; done++) {
        kept.answer = answer(inputs[at])
        if (++at === inputs.length) at = 0
      }
    }`,
  )
  return loop(answer, inputs, { answer: undefined })
}
