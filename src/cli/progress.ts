import type { Screen } from './host.ts'

const WIDTH = 30

/** A bar on standard error that says how far something is; nothing where that is no terminal. */
export function progressOf(
  host: Screen,
  what: string,
  total: number,
): { readonly at: (done: number) => void; readonly end: () => void } {
  if (!host.isTerminal) return { at: () => {}, end: () => {} }
  return {
    at: (done) => {
      const full = total === 0 ? WIDTH : Math.floor((done / total) * WIDTH)
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100)
      host.draw(`\r${what} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${percent} % of ${total} rows`)
    },
    end: () => host.draw('\r\u001b[K'),
  }
}
