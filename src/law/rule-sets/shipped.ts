/** The ids of the rule sets that ship with the library; nobody else's may carry them. */
export const SHIPPED_IDS = Object.freeze([
  'none',
  'cn-2013-05-02',
  'chengdu-2017-11-14',
  'as-reported',
  'plan-2018-03-01',
  'cn-2018-02-24',
  'cn-2018-09-01',
  'cn-2020-09-28',
  'cn-2024-11-01',
] as const)

/** The id of a rule set that ships with the library. */
export type ShippedId = Exclude<(typeof SHIPPED_IDS)[number], 'none'>

/** The titles of the rule sets that ship, by id, in one language: for decisions, which name their set by its id. */
export function shippedTitles(language: 'zh' | 'en'): { readonly [Id in ShippedId]: string } {
  return Object.fromEntries(Object.entries(titles).map(({ 0: id, 1: title }) => [id, title[language]])) as {
    readonly [Id in ShippedId]: string
  }
}

const titles: { readonly [Id in ShippedId]: { readonly zh: string; readonly en: string } } = {
  'cn-2013-05-02': { zh: '2013年规定（重点人员名单）', en: 'the rule of 2013 (watch list)' },
  'chengdu-2017-11-14': { zh: '成都“蓉e行”2017年规定', en: 'the rule of Chengdu’s city app, 2017' },
  'as-reported': { zh: '据报道的规定', en: 'the rule as reported' },
  'plan-2018-03-01': { zh: '2018年3月方案', en: 'the plan of March 2018' },
  'cn-2018-02-24': { zh: '公安部2018年2月公布的规定', en: 'the ministry’s statement of February 2018' },
  'cn-2018-09-01': { zh: '2018年9月优化措施', en: 'the optimised rule of September 2018' },
  'cn-2020-09-28': { zh: '2020年备案规定（增加单位机动车）', en: 'the rule of 2020 (company vehicles too)' },
  'cn-2024-11-01': { zh: '2024年备案规定（限制申请次数）', en: 'the rule of 2024 (limits on applications)' },
}

/** The id of the rule book that ships with the library. */
export const SHIPPED_BOOK = 'cn'

/** Whether an id is one that only what ships with the library may carry. */
export function isShipped(id: unknown): boolean {
  return id === SHIPPED_BOOK || (SHIPPED_IDS as readonly unknown[]).includes(id)
}
