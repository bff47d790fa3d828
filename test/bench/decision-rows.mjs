// @ts-check
// What the picture of decisions shows: a row for each way to decide, its ratios in all cases, and its label.

/** @param {readonly any[]} cases @returns {readonly { name: string, low: number, high: number, ratios: readonly number[] }[]} */
export function decisionRows(cases) {
  return cases[0].measured
    .map((/** @type {{ name: string }} */ { name }) => {
      const ratios = cases
        .map(({ measured }) => measured.find((/** @type {any} */ row) => row.name === name))
        .filter((row) => row !== undefined)
        .map(({ ratio }) => ratio.median)
      return { name, low: Math.min(...ratios), high: Math.max(...ratios), ratios }
    })
    .toSorted((/** @type {any} */ one, /** @type {any} */ two) => one.low - two.low)
}

/** @param {{ low: number, high: number }} range */
export function labelOf({ low, high }) {
  const digits = (/** @type {number} */ value) =>
    value < 10 ? value.toPrecision(2) : Math.round(value).toLocaleString('en')
  return digits(low) === digits(high) ? digits(low) : `${digits(low)} to ${digits(high)}`
}
