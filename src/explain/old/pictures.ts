const pictures = ['null', 'undefined', 'NaN', 'object', 'array'] as const
/** Pictures of values that no official would read out. */
export const PICTURES: typeof pictures = /* @__PURE__ */ Object.freeze(pictures)
export type Picture = (typeof PICTURES)[number]
