/** All that a front end or a backend can import, for the budget in package.json: everything but testing and analysis. */
export * as core from 'demerit'
export * as words from 'demerit/explain'
export * as rules from 'demerit/rules'
