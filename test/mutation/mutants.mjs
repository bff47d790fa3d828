// @ts-check
/** How a mutant is written down, so that it is found again when other lines of its file have moved. */

/** @typedef {{ file: string, line: string, mutator: string, from: string, to: string, nth?: number }} Mutant */
/** Lines and columns count from one. @typedef {{ line: number, column: number }} Place */
/** @typedef {{ mutatorName: string, replacement?: string, location: { start: Place, end: Place } }} Made */

/**
 * Every mutant of a file beside its description, in the order of their places.
 *
 * @template {Made} M @param {string} file @param {string} source @param {readonly M[]} mutants @returns {readonly (readonly [M, Mutant])[]}
 */
export function described(file, source, mutants) {
  /** @type {Map<string, number>} */
  const alike = new Map()
  const lines = source.split('\n')
  const inOrder = [...mutants].sort(
    ({ location: { start: a } }, { location: { start: b } }) => a.line - b.line || a.column - b.column,
  )
  return inOrder.map((mutant) => {
    const { mutatorName, replacement = '', location } = mutant
    const told = {
      file,
      line: (lines[location.start.line - 1] ?? '').trim(),
      mutator: mutatorName,
      from: short(source.slice(...rangeOf(lines, location))),
      to: short(replacement),
    }
    const nth = (alike.get(JSON.stringify(told)) ?? 0) + 1
    alike.set(JSON.stringify(told), nth)
    return [mutant, nth === 1 ? told : { ...told, nth }]
  })
}

/** The text of a file with a mutant in the place of what it was made of. @param {string} source @param {Made} mutant */
export function applied(source, { replacement = '', location }) {
  const [start, end] = rangeOf(source.split('\n'), location)
  return source.slice(0, start) + replacement + source.slice(end)
}

/** @param {readonly string[]} lines @param {{ start: Place, end: Place }} location @returns {[start: number, end: number]} */
function rangeOf(lines, { start, end }) {
  const at = (/** @type {Place} */ { line, column }) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1)
  return [at(start), at(end)]
}

/** A piece of code in one line, its middle left out when it is long. @param {string} code */
function short(code) {
  const line = code.replace(/\s+/g, ' ').trim()
  return line.length <= 120 ? line : `${line.slice(0, 80)} … ${line.slice(-30)}`
}

/** @param {Mutant} mutant */
export function keyOf({ file, line, mutator, from, to, nth = 1 }) {
  return JSON.stringify([file, line, mutator, from, to, nth])
}
