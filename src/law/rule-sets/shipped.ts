const shippedIds = [
  'none',
  'cn-2013-05-02',
  'chengdu-2017-11-16',
  'as-reported',
  'plan-2018-03-01',
  'cn-2018-02-24',
  'cn-2018-09-01',
  'cn-2020-09-28',
  'cn-2024-11-01',
] as const
/** The ids of the rule sets that ship with the library; nobody else's may carry them. */
export const SHIPPED_IDS: typeof shippedIds = /* @__PURE__ */ Object.freeze(shippedIds)

/** The id of the rule book that ships with the library. */
export const SHIPPED_BOOK = 'cn'

/** Whether an id is one that only what ships with the library may carry. */
export function isShipped(id: unknown): boolean {
  return id === SHIPPED_BOOK || (SHIPPED_IDS as readonly unknown[]).includes(id)
}
