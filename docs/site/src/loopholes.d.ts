/** The version of the package and a digest of the law, and the same of each rule set by its id: put in by vite.config.mjs. */
declare const DEMERIT_LAW: string
declare const DEMERIT_LAWS: Readonly<Record<string, string>>

/** What docs/LOOPHOLES.md is made of, without levers and ways: put together by vite.config.mjs. */
declare module 'virtual:loopholes' {
  import type { SearchScope } from 'demerit/analysis'
  export interface Asked {
    readonly part: 'app' | 'window'
    /** The question as the page calls it, and the id of its goal in the library. */
    readonly asked: string
    readonly goal: string
    readonly rules: string
    readonly kind: 'witness' | 'none'
    readonly steps: number | null
    readonly scope: SearchScope
  }
  export const answers: readonly Asked[]
}

/** What the page shows before anything is moved, counted when it was built: put together by vite.config.mjs. */
declare module 'virtual:usual' {
  export const stopping: import('./stopping.ts').Stopping
  export const counted: import('./whatif-rows.ts').Counted
}

/** What was read for each fact of docs/FACTS.md that provisions rest on: put together by vite.config.mjs. */
declare module 'virtual:dossier' {
  /** The keys of sources, by fact. */
  export const facts: Readonly<Record<string, readonly string[]>>
  /** What each is, with its day, and where it was read. */
  export const sources: Readonly<Record<string, readonly [what: string, url: string]>>
}
