import { recordArgument } from './assert.ts'
import { shorten } from './issue.ts'
import { own } from './own.ts'

/**
 * A caller's options, each read once, own properties only.
 *
 * @throws TypeError if they are not a plain record; or naming an unknown option, such as a misspelt one.
 */
export function ownOptions<T extends object>(argument: string, options: T, names: readonly (keyof T & string)[]): T {
  recordArgument(argument, options, 'options')
  const read = own(options)
  for (const name of Object.keys(read)) {
    if ((names as readonly string[]).includes(name)) continue
    throw new TypeError(`${argument}: ${shorten(name)} is not an option; the options are ${names.join(', ')}`)
  }
  return read
}
