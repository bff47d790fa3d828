// @ts-check
/** The files of this machine, as the command line reads and makes them. */
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

const PIECE = 1 << 20

/** @param {string} path */
const isPacked = (path) => /\.gz$/i.test(path)

/**
 * @param {string} path
 * @param {(piece: Uint8Array) => void | Promise<void>} take
 */
export async function readBytes(path, take) {
  if (isPacked(path)) {
    await pipeline(createReadStream(path), createGunzip(), async (pieces) => {
      for await (const piece of pieces) await take(piece)
    })
    return
  }
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

/** @param {string} path */
export async function isOrdinary(path) {
  return (await stat(path)).isFile() && !isPacked(path)
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
        write: async (/** @type {string | Uint8Array} */ piece) => void (await file.writeFile(piece)),
        close: () => file.close(),
        remove: () => rm(path, { force: true }),
      }
    },
    remove: () => {
      if (made !== undefined) rmSync(made, { recursive: true, force: true })
    },
  }
}
