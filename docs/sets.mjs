// @ts-check
// The rule sets in the order in which the pages show them.

export { SHIPPED_SETS as SETS } from 'demerit/rules'
