import type { Place } from './place.ts'
import type { Changes } from './reform.ts'
import type { Says } from './says.ts'
import type { Words } from './words.ts'

/** What every page gets. */
export interface PageProps {
  readonly place: Place
  readonly words: Words
  readonly says: Says
  /** What the reader's reform changes, on each page the same. */
  readonly reform: Changes
  readonly go: (next: Partial<Place>, replace?: boolean) => void
}
