/** Lets other tasks of the process run. */
export function pause(): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, 0))
}
/** Every platform has it, but the compiler is told of no platform. It asks nobody for the time. */
declare function setTimeout(run: () => void, milliseconds: number): unknown
