// @ts-check
/** The files of this machine, as the command line reads and makes them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PIECE = 1 << 20

/**
 * @param {string} path
 * @param {(piece: Uint8Array) => void | Promise<void>} take
 */
export async function readBytes(path, take) {
  const found = await stat(path)
  // A pipe is read once, and what reads a table reads it several times.
  if (!found.isFile() && !found.isDirectory()) throw Object.assign(new Error('not an ordinary file'), { code: 'ENXIO' })
  const file = await open(path)
  try {
    const piece = new Uint8Array(PIECE)
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, PIECE)
      if (bytesRead === 0) return
      await take(piece.subarray(0, bytesRead))
    }
  } finally {
    await file.close()
  }
}

/** A folder for temporary files that no other user may read: it is made with the first of them, and `remove` leaves nothing. */
export function temporaryFolder() {
  /** @type {string | undefined} */
  let made
  let files = 0
  const folder = () => {
    made ??= mkdtempSync(join(tmpdir(), 'demerit-'))
    return made
  }
  return {
    folder,
    async temporaryFile() {
      const path = join(folder(), `${files++}.csv`)
      const file = await open(path, 'wx', 0o600)
      return {
        path,
        write: async (/** @type {string} */ text) => void (await file.writeFile(text)),
        close: () => file.close(),
        remove: () => rm(path, { force: true }),
      }
    },
    remove: () => {
      if (made !== undefined) rmSync(made, { recursive: true, force: true })
    },
  }
}
