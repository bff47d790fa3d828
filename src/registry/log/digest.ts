import { mistyped } from '../../input/assert.ts'
import { isVisible, LONGEST_TEXT } from '../../input/text.ts'

/**
 * Makes the `chain` of an event from the `chain` of the event before (sixteen zeros before the first) and the text of the
 * event: its JSON without `chain`. Synchronous, and the same text for the same two texts. With a key that the writer of the log does not share, such as an HMAC with SHA-256 of the
 * platform, a log that was edited, reordered, cut anywhere but at its end, or made again is refused.
 */
export type Digest = (before: string, event: string) => string

/** @throws TypeError when the argument is given and not a function. */
export function digestArgument(argument: string, digest: unknown): Digest | undefined {
  if (digest === undefined || typeof digest === 'function') return digest as Digest | undefined
  throw mistyped(argument, digest, 'a function of two texts that gives a text')
}

/** @throws TypeError when the digest throws, or gives no text of 1 to 500 visible characters, such as a promise. */
export function digested(digest: Digest, before: string, event: string): string {
  let text: unknown
  try {
    text = digest(before, event)
  } catch (cause) {
    throw new TypeError(`options.digest: it threw ${String(cause)}`, { cause })
  }
  if (typeof text === 'string' && isVisible(text, LONGEST_TEXT)) return text
  // A promise that is rejected later is not left without anybody who looks at it.
  if (typeof text === 'object') Promise.resolve(text).catch(() => {})
  throw mistyped(
    'options.digest',
    text,
    `what a digest gives: a text of 1 to ${LONGEST_TEXT} visible characters, at once`,
  )
}
