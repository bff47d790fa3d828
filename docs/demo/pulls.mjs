// @ts-check
// What a lever does to the draft of a rule set, pulled to a value: of the demo, of the page and of the tests of rings.

/** @typedef {import('demerit/rules').DraftRuleSet} Draft */
/** @typedef {(draft: Draft, value: any) => void} Pull */

/** A rule of handling, bound to every channel. @param {string} rule @returns {Pull} */
const everywhere = (rule) => (draft) => {
  for (const provision of draft.handle) if (provision.rule === rule) provision.channels = 'all'
}

/** Another limit of a rule of binding, where there is that rule. @param {string} rule @returns {Pull} */
const limited = (rule) => (draft, limit) => {
  for (const provision of draft.bind) if (provision.rule === rule) Object.assign(provision, { limit })
}

/** A rule of binding with its number, instead of what a set says of it. @param {string} rule @param {string} parameter @returns {Pull} */
const set = (rule, parameter) => (draft, value) => {
  const provision = /** @type {any} */ ({ rule, [parameter]: value, channels: 'all', vehicles: 'all' })
  draft.bind = [...draft.bind.filter((each) => each.rule !== rule), provision]
}

/** @satisfies {Readonly<Record<string, Pull>>} */
const PULLS = {
  bindAtWindow: everywhere('open-binding'),
  dateAtWindow: everywhere('since-binding'),
  fineAtWindow: everywhere('fine-limit'),
  dayExcluded: (/** @type {Draft} */ draft) => {
    for (const provision of draft.handle) if (provision.rule === 'since-binding') provision.grain = 'next-day'
  },
  driverCap: limited('driver-cap'),
  vehicleCap: limited('vehicle-cap'),
  coolingOff: set('cooling-off', 'days'),
  driversAYear: set('drivers-bound-per-year', 'limit'),
}

/** The recipe that pulls levers. @param {{ readonly [L in keyof typeof PULLS]?: unknown }} levers @returns {(draft: Draft) => void} */
export function pulling(levers) {
  return (draft) => {
    for (const [lever, value] of Object.entries(levers)) PULLS[/** @type {keyof typeof PULLS} */ (lever)](draft, value)
  }
}
