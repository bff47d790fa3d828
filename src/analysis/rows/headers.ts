import { mistyped } from '../../input/assert.ts'
import { isArray } from '../../input/issue.ts'
import { columnName, factsOfQuestion, hasKnownColumn, knownName } from '../../law/fact-columns.ts'
import { FACTS, type Fact, type FactName } from '../../law/facts.ts'
import { QUESTIONS, type Question } from '../../law/question.ts'

/** The column that says what a row is called. */
const ID = 'id'

/** What files call a column, beside its own name: `vehicle_owner` is also `vehicleOwner` and `Vehicle Owner`. */
export const HEADERS: Readonly<Record<string, readonly string[]>> = {
  [ID]: ['序号', '编号'],
  at: ['办理时间', '处理时间', '申请时间', '处理日期'],
  channel: ['办理渠道', '处理渠道', '办理方式'],
  driver: ['驾驶证号', '驾驶证号码', '驾驶人', 'licence_number', 'license_number'],
  vehicle: ['号牌号码', '车牌号', '车牌号码', '车牌', '机动车', 'plate', 'plate_number'],
  vehicle_owner: ['所有人', '机动车所有人', '车主', 'owner', 'registered_owner'],
  vehicle_owner_kind: ['车主类型', '所有人类型', '机动车所有人类型', 'owner_kind'],
  plate_type: ['号牌种类', '号牌类型'],
  operating: ['是否为营运车辆', '是否营运'],
  pair_bound: ['是否已备案该车'],
  driver_bindings: ['现已备案的非本人机动车数'],
  vehicle_bindings: ['现已备案该车的驾驶人数'],
  driver_bindings_ever: ['累计备案次数'],
  driver_applications_today: ['当日已备案次数(含已解除)', '当日已备案次数'],
  driver_applications_this_year: ['本自然年已备案次数(含已解除)', '本自然年已备案次数'],
  owner_consent: ['车主同意方式', '所有人同意方式', '机动车所有人同意方式'],
  violation_state: ['违法是否已处理', '违法状态', '处理状态'],
  occurred_at: ['违法时间', '违法行为时间', '违法日期'],
  points: ['违法记分', '记分', '记分分值', '扣分'],
  recorded_by: ['违法记录方式', '记录方式', '采集方式'],
  bound_since: ['该车备案时间', '备案时间', '备案日期'],
  first_binding: ['是否为该车首次备案'],
  licence_states: ['驾驶证状态'],
  licence_classes: ['准驾车型', '准驾车型代号'],
  points_held: ['本记分周期累积记分', '累积记分', '累计记分'],
  full_score_studies: ['本记分周期满分学习次数', '满分学习次数'],
  offender_present: ['是否本人到场'],
  identity_verified: ['是否已核验身份'],
  vehicle_released_at: ['其他驾驶人最近一次备案该车的结束时间'],
  vehicle_drivers_bound_this_year: ['本自然年备案该车的驾驶人数(含申请人)'],
  others_vehicles_handled_this_year: ['一年内处理违法的非本人机动车数(含本次)'],
  vehicle_other_drivers_this_year: [
    '一年内处理该车违法的驾驶人数(不含车主,含申请人)',
    '一年内处理该车违法的驾驶人数(不含所有人,含申请人)',
  ],
  owned_since: ['现车主的登记时间', '现所有人的登记时间'],
}

/** Headers of fines, by their unit: offices write yuan 元, the library's own tables fen 分. */
export const FINE_HEADERS: { readonly fen: readonly string[]; readonly yuan: readonly string[] } = {
  fen: ['fine', 'fine_fen', '罚款(分)', '罚款金额(分)'],
  yuan: ['fine_yuan', '罚款', '罚款金额', '处罚金额', '罚款(元)', '罚款金额(元)', '罚款金额/元'],
}

/** One column of a table that is read as a fact, and where it stands. */
export interface FactColumn {
  readonly fact: Fact
  /** Its name among facts: `vehicle_owner`. */
  readonly column: string
  /** What the file calls it. */
  readonly header: string
  readonly index: number
  /** Of a fine: in which unit its cells are. */
  readonly unit: 'fen' | 'yuan' | undefined
  /** The column that says whether it is known, if there is one. */
  readonly known: { readonly header: string; readonly index: number } | undefined
}

/** Why a table cannot be read as facts: two headers mean one column, or no header means a fact. */
export type HeaderProblem =
  | { readonly code: 'repeated'; readonly column: string; readonly headers: readonly [string, string] }
  | { readonly code: 'no-fact'; readonly headers: readonly string[] }

/** How the columns of a table are read. */
export interface ReadHeaders {
  readonly columns: readonly FactColumn[]
  /** Where the column stands that says what a row is called. */
  readonly id?: { readonly header: string; readonly index: number }
  /** Headers that mean no fact of the question. */
  readonly ignored: readonly string[]
  /** Facts of the question that no column holds. */
  readonly absent: readonly FactName[]
}

/** How the columns of a table are read for a question, from its header. */
export function readHeaders(
  headers: readonly string[],
  question: Question,
): ReadHeaders | { readonly problem: HeaderProblem } {
  const facts = factsOfQuestion(question)
  const read = new Set([ID, ...facts.flatMap(columnsOf)])
  const taken = new Map<string, { readonly header: string; readonly index: number; readonly plain: string }>()
  const ignored: string[] = []
  for (const [index, header] of headers.entries()) {
    const plain = plainHeader(header)
    const column = COLUMNS.get(plain) ?? plain
    const before = taken.get(column)
    // Its own name goes before others: beside 编号 or 序号 the column `id` is the id.
    if (column === ID && before !== undefined && before.plain !== plain) {
      const [id, other] = plain === ID ? [{ header, index, plain }, before] : [before, { header }]
      taken.set(ID, id)
      ignored.push(other.header)
    } else if (!read.has(column)) ignored.push(header)
    else if (before !== undefined) return { problem: { code: 'repeated', column, headers: [before.header, header] } }
    else taken.set(column, { header, index, plain })
  }
  const columns = facts.flatMap((fact): readonly FactColumn[] => {
    const column = columnName(fact.name)
    const found = taken.get(column)
    if (found === undefined) return []
    const { header, index, plain } = found
    const known = hasKnownColumn(fact) ? taken.get(knownName(fact.name)) : undefined
    const unit = fact.kind !== 'fen' ? undefined : FINE_HEADERS.yuan.includes(plain) ? 'yuan' : 'fen'
    return [{ fact, column, header, index, unit, known }]
  })
  if (columns.length === 0) return { problem: { code: 'no-fact', headers: [...headers] } }
  const id = taken.get(ID)
  const absent = facts.map(({ name }) => name).filter((name) => columns.every(({ fact }) => fact.name !== name))
  return { columns, ignored, absent, ...(id && { id }) }
}

/** @throws TypeError when the argument is no list of texts. */
export function headersArgument(argument: string, headers: unknown): void {
  if (isArray(headers) && Array.from(headers).every((each) => typeof each === 'string')) return
  throw mistyped(argument, headers, 'a list of texts')
}

/**
 * The question that a table is of: the only one that has all facts of its columns, if there is one.
 *
 * @throws TypeError when `headers` is no list of texts.
 */
export function questionIn(headers: readonly string[]): Question | undefined {
  headersArgument('questionIn(headers)', headers)
  const columns = new Set(headers.map(plainHeader).map((plain) => COLUMNS.get(plain) ?? plain))
  const facts = FACTS.filter(({ name }) => columns.has(columnName(name)))
  const possible = QUESTIONS.filter((question) => facts.every(({ questions }) => questions.includes(question)))
  return possible.length === 1 ? possible[0] : undefined
}

function columnsOf(fact: Fact): readonly string[] {
  return hasKnownColumn(fact) ? [columnName(fact.name), knownName(fact.name)] : [columnName(fact.name)]
}

/** A header in one writing: without spaces around Chinese, with the parentheses of ASCII, in small letters with `_` between words. */
function plainHeader(header: string): string {
  const text = header
    .trim()
    .replace(/（/g, '(')
    .replace(/）/g, ')')
    .replace(/[，、]/g, ',')
  if (/[^\0-\x7f]/.test(text)) return text.replace(/\s/g, '').toLowerCase()
  return (/[a-z][A-Z]/.test(text) ? columnName(text).replace(/^_/, '') : text).toLowerCase().replace(/[\s-]+/g, '_')
}

/** The columns by every header that means one. */
const COLUMNS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...HEADERS, fine: [...FINE_HEADERS.fen, ...FINE_HEADERS.yuan] }).flatMap(([column, names]) =>
    names.map((name) => [name, column] as const),
  ),
)

/** Shorter headers are one letter from others that mean something else: 车主, 车牌. */
const SHORTEST_MISSPELT = 4

/** The header that was probably meant by one that means no fact: it is one letter off. */
export function meantHeader(header: string): string | undefined {
  const plain = plainHeader(header)
  const known = [...FACTS.flatMap(columnsOf), ...COLUMNS.keys()]
  if (plain.length < SHORTEST_MISSPELT || known.includes(plain)) return undefined
  return known.find((each) => isOneOff(plain, each))
}

/** Each of them makes another fact: 当日 is no slip for 当年. */
const UNITS = ['日', '月', '年', '人', '车']

/** Whether one letter of two texts is another, is missing, or stands in the place of its neighbour. */
function isOneOff(one: string, other: string): boolean {
  const shortest = Math.min(one.length, other.length)
  let from = 0
  while (from < shortest && one[from] === other[from]) from++
  let end = 0
  while (end < shortest - from && one.at(-1 - end) === other.at(-1 - end)) end++
  const [a = '', b = ''] = [one, other].map((text) => text.slice(from, text.length - end))
  if (UNITS.includes(a) && UNITS.includes(b)) return false
  return Math.max(a.length, b.length) <= 1 || (a.length === 2 && a === [...b].reverse().join(''))
}
