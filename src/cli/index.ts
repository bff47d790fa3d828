// The command line `demerit`, without the machine: `main.mjs` hands that in.
export type { Host } from './host.ts'
export { Failure } from './message.ts'
export { failureText, run } from './run.ts'
