/**
 * Whether the decision table, the worlds, long comparisons, the agreement of schemas and outlooks are gone through whole, as `npm run verify` does. `npm test` goes through the small
 * ones; of a single file: `DEMERIT_WHOLE=1 npm test -- decision-table`.
 */
export const WHOLE: boolean = process.env.DEMERIT_WHOLE === '1'
