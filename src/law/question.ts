/** The two questions: may this driver bind this vehicle 备案, may this driver handle this violation 处理. */
export const QUESTIONS = Object.freeze(['bind', 'handle'] as const)
/** One of the two questions: `bind` 备案 or `handle` 处理. */
export type Question = (typeof QUESTIONS)[number]
