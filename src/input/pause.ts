/** Lets other tasks of the process run, for so long at least. */
export function pause(milliseconds = 0): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds))
}
/** Every platform has it, but the compiler is told of no platform. It asks nobody for the time. */
declare function setTimeout(run: () => void, milliseconds: number): unknown
