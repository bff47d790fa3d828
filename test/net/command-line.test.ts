/** What the command line answers as a program, as it was at bf04ee7. */
import { expect, test } from 'vitest'
import { commandLineAnswers } from './command-line.ts'
import { differingByName } from './compare.ts'

test('command line: codes, verdicts and what is malformed as they were', async () => {
  expect(differingByName('command line', await commandLineAnswers())).toBeUndefined()
})
