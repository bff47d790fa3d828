import type { Command } from '../registry/commands/index.ts'

/** A command as its key keeps it, to tell whether the key is used again for another one. */
export function textOf(command: Command): string {
  const { at: _, ...rest } = command
  return keptText(JSON.stringify(rest))
}

/** JSON, or a part of it, as a row of `keys` has it: without a space, so that one ends it. */
export function keptText(json: string): string {
  return encodeURIComponent(json)
}
