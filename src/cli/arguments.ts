import { Failure } from './message.ts'

/** What was written after the name of the program. */
export interface Arguments {
  readonly words: readonly string[]
  readonly options: ReadonlyMap<string, string>
}

/** An option of a command: what it may be, and what it does. */
export interface Option<T extends string = string> {
  /** The values there are; none where they are not a fixed list, and `shown` says what is wanted. */
  readonly values: readonly T[]
  readonly shown?: string
  /** What it is unless given; without it the option is wanted, or, where `isWanted` is false, may be left out. */
  readonly otherwise?: T
  readonly isWanted?: false
  readonly means: string
}

/**
 * Reads `word … --name value` and `--name=value`.
 *
 * @throws Failure for an option that there is not, one without a value, and one given twice.
 */
export function parseArguments(args: readonly string[], names: readonly string[]): Arguments {
  const words: string[] = []
  const options = new Map<string, string>()
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] as string
    if (!arg.startsWith('-')) {
      words.push(arg)
      continue
    }
    if (!arg.startsWith('--')) throw noSuch(arg, names)
    const [name, ...rest] = arg.slice(2).split(/=/) as [string, ...string[]]
    if (!names.includes(name)) throw noSuch(`--${name}`, names)
    const value = rest.length > 0 ? rest.join('=') : args[++index]
    if (value === undefined || value === '') throw new Failure('missing', `--${name} needs a value`)
    if (options.has(name)) throw new Failure('repeated', `--${name} is given twice`)
    options.set(name, value)
  }
  return { words, options }
}

function noSuch(option: string, names: readonly string[]): Failure {
  return new Failure('unknown-key', `${option}: there is no such option; there are --${names.join(', --')}`)
}

/** The value of an option, one of a list. @throws Failure when it is another. */
export function oneOf<T extends string>({ options }: Arguments, name: string, list: readonly T[], otherwise?: T): T {
  const value = options.get(name) ?? otherwise
  const found = list.find((each) => each === value)
  if (found !== undefined) return found
  throw new Failure(
    value === undefined ? 'missing' : 'not-listed',
    `--${name}: ${value === undefined ? 'nothing is given' : `"${value}" is given`}; wanted ${list.join(', ')}`,
  )
}

/** The value of an option that has a list of them. @throws Failure when it is another. */
export function chosen<T extends string>(given: Arguments, name: string, { values, otherwise }: Option<T>): T {
  return oneOf(given, name, values, otherwise)
}
