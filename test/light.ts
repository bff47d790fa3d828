import { afterAll } from 'vitest'
import { MOST, weighing } from './support/weight.ts'

/** Before each light file: what it does is counted, and more than a light file may do is a failure. */
const weight = await weighing()

afterAll(async () => {
  const calls = await weight()
  if (calls > MOST)
    throw new Error(
      `${calls} calls, and a light file makes at most ${MOST}: it belongs into HEAVY of test/vitest.config.ts`,
    )
})
