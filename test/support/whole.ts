/**
 * Whether the decision table, the worlds, long comparisons, the agreement of schemas and outlooks, and random histories of the store are gone
 * through whole, as `npm run verify` does. What is run at each change goes through the small ones; of a single file: `DEMERIT_WHOLE=1 npm test -- decision-table`.
 */
export const WHOLE: boolean = process.env.DEMERIT_WHOLE === '1'
