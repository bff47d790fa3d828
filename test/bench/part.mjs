// @ts-check
/** One part in a process of its own: `part.mjs <file> <options as JSON>`; the result goes to the parent. */
const [file, options = '{}'] = process.argv.slice(2)
const { measure } = await import(`./parts/${file}.mjs`)
const result = await measure(JSON.parse(options))
process.send?.(result, () => process.exit(0))
