/** What SQL made of the rules answers on PostgreSQL, as it was at bf04ee7. */
import { expect, test } from 'vitest'
import { sqlOf } from './answers.ts'
import { differingByName } from './compare.ts'
import { sqlAnswers } from './database.ts'
import { SQL_ROWS, SQL_TABLES } from './parts.ts'

test('sql: the rows of each query as they were', async () => {
  expect(differingByName('sql', await sqlAnswers(sqlOf(SQL_ROWS, SQL_TABLES)))).toBeUndefined()
})
