import type { LegalDay } from '../values/instant.ts'

/** One dated group of letters that mark a new-energy plate 新能源号牌, with where it was read. */
export interface NewEnergyLetters {
  readonly letters: string
  /** `electric` 纯电动; `other` 非纯电动, plug-in hybrids and fuel cells among them. */
  readonly power: 'electric' | 'other'
  /** The first day on which plates with these letters can have been issued. */
  readonly since: LegalDay
  readonly instrument: string
  readonly article: string
  readonly url: string
  /** S2: several secondary pages agree; M: not read. The row's weakest part decides. */
  readonly grade: 'S2' | 'M'
  readonly zh: string
  readonly en: string
  /** Rows of the dossier. */
  readonly basis: string
}

const GA36 = 'GA 36-2018《中华人民共和国机动车号牌》'
const FIRST = {
  since: '2016-12-01' as LegalDay,
  instrument: '新能源汽车专用号牌试点',
  article: '编码规则',
  url: 'http://www.yuyouke.com/jxwd/1626/16263515.html',
  grade: 'M',
  basis: 'F4.14',
} as const
const FURTHER = {
  // The sources give the year alone; the letters come into use where D or F have run out, which nobody is refused for.
  since: '2018-01-01' as LegalDay,
  instrument: GA36,
  article: '5.9.3',
  url: 'https://www.cnblogs.com/mmzuo-798/p/14929545.html',
  grade: 'S2',
  basis: 'F4.15',
} as const

/** The letters of new-energy plates: dated data, since a standard can add to them. Days are not earlier than stated. */
export const NEW_ENERGY_LETTERS: readonly NewEnergyLetters[] = /* @__PURE__ */ Object.freeze(
  /* @__PURE__ */ [
    {
      letters: 'D',
      power: 'electric',
      zh: 'D代表纯电动',
      en: 'D: electric; the pilot’s first day was not read',
      ...FIRST,
    },
    { letters: 'F', power: 'other', zh: 'F代表非纯电动', en: 'F: not only electric; the day was not read', ...FIRST },
    { letters: 'ABCE', power: 'electric', zh: '优先启用D，再启用A、B、C、E', en: 'A, B, C, E after D', ...FURTHER },
    { letters: 'GHJK', power: 'other', zh: '优先启用F，再启用G、H、J、K', en: 'G, H, J, K after F', ...FURTHER },
  ].map((row) => Object.freeze(row) as NewEnergyLetters),
)
