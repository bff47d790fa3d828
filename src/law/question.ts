const questions = ['bind', 'handle'] as const
/** The two questions: may this driver bind this vehicle 备案, may this driver handle this violation 处理. */
export const QUESTIONS: typeof questions = /* @__PURE__ */ Object.freeze(questions)
/** One of the two questions: `bind` 备案 or `handle` 处理. */
export type Question = (typeof QUESTIONS)[number]
