import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A row of `docs/THREATS.md`: what is promised, and the file whose titles begin with its name. */
export interface Promised {
  readonly name: string
  readonly file: string
}

/** The promises of `docs/THREATS.md`, in order. */
export function promises(): readonly Promised[] {
  const page = readFileSync(fileURLToPath(new URL('../../docs/THREATS.md', import.meta.url)), 'utf8')
  const rows = page.matchAll(/^\| *`([a-z-]+)` *\|[^|]+\| *`(test\/[\w./-]+)` *\|$/gm)
  return [...rows].map(([, name = '', file = '']) => ({ name, file }))
}
