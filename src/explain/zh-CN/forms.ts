import type { Need } from '../../advice/channels.ts'
import { isPaper } from '../../advice/papers.ts'
import type { PlateType } from '../../values/vehicle.ts'
import type { FormWords, ProblemWords, RefusedHead } from '../locale.ts'
import { either, list } from './grammar.ts'
import { brought, channels, needs, plateTypes, through } from './values.ts'

/** 表单每种状态一句话，每种填写问题一句话。 */
export const forms = (): FormWords => ({
  headlines: {
    refused,
    malformed: '有内容填得不对，请按提示改正',
    incomplete: '还有内容没有填',
    'clear-so-far': (act, toLookUp, some) =>
      `目前没有发现不能${act}的情形，${toLookUp.length === 0 ? '以办理时的核查为准' : `但尚未查询${list(toLookUp.map((each) => SUBJECTS[each]))}的记录`}${required(some)}`,
    permitted: (act, some) => `可以${act}${required(some)}`,
    unable: '暂时不能办理',
  },
  faults: {
    contradicted: (name) => `${name}与登记的不一致，请核对`,
    'not-of-plate': (name, of) =>
      `${name}与号牌号码不符，应为${either(of.map((each) => plateTypes[each as PlateType]))}`,
    'no-such-day': (name) => `${name}不对，没有这一天或这个时刻`,
    'no-such-birth-day': (name) => `${name}不对，第7至14位应是出生日期`,
    'time-missing': (name) => `${name}还缺几时几分`,
    'in-future': (name) => `${name}晚于办理时间，请核对`,
    'wrong-check-digit': (name) => `${name}校验不符，请逐位核对`,
    'file-number': (name) => `${name}不对，这是档案编号，请填“证号”`,
    'military-plate': (name) => `${name}是军队、武警或者应急车辆的，这里不办理`,
  },
  tooShort: (name, left) => `${name}少${left}位`,
  malformed: (name, example) => `${name}不对${example === undefined ? '' : `，应如${example}`}`,
  meant: (name, text) => `${name}不对，是否为${text}？请核对`,
  outOfRange: (name, from, to) => `${name}不对，应为${from}至${to}`,
  inFen: '20000（单位：分）',
  fill: (name) => `请填写${name}`,
  choose: (name) => `请选择${name}`,
  notAsked: (name) => `${name}不应填写，请刷新页面`,
  quoted: (key) => `“${key}”`,
  input: '内容',
  officeUnknown: '暂时查不到，请稍后再试',
  officeDamaged: '登记的信息有误，请到交警窗口咨询',
  lacking: (facts) => `尚缺信息：${list(facts)}`,
})

const SUBJECTS = { driver: '驾驶人', vehicle: '该车', violation: '该违法' } as const

/** 问题的标题。 */
export const problems = (): ProblemWords => ({
  invalid: '填写有误。',
  undetermined: '信息不全，暂时不能判定。',
  refused: (rule) => `不符合“${rule}”的规定。`,
  unrecorded: '该日没有已知的规定。',
  more: (count) => `另有${count}处需要改正。`,
})

function refused(act: string, head: RefusedHead): string {
  if (head.so === 'unrecorded') return `没有收录当日的规定，不能判断能否${act}`
  if (head.so === 'another') return `该驾驶人不能${act}`
  if (head.so === 'mistaken') return '时间有误，请按提示核对'
  if (head.so === 'unneeded') return `不用${act}`
  if (head.so === 'refused') return head.on === 'all' ? `不能${act}` : `不能${through(head.on)}${act}`
  const { place, permitted, clear, needs: some } = head
  const here = head.here === undefined ? '这里' : channels[head.here]
  const yet = `现在还不能${act}，请看提示`
  const bring = required(some)
  if (permitted.length > 0)
    return `${place === 'here' ? `${yet}；也可以直接` : `${here}不能${act}，可以`}${through(permitted)}办理${bring}`
  if (place === 'here' && some.length === 0) return yet
  if (place !== undefined) return `${yet}，之后再${through([place === 'here' ? 'window' : place])}办理${bring}`
  if (clear.length > 0)
    return `${here}不能${act}；目前没有发现不能${through(clear)}办理的情形，以办理时的核查为准${bring}`
  return `目前在哪里都不能${act}`
}

/** ，须本人到场，带驾驶证、身份证明、行驶证原件 */
function required(some: readonly Need[]): string {
  if (some.length === 0) return ''
  const papers = some.filter(isPaper)
  // Whoever hands over an identity card is checked by it.
  const sitting = some.filter((need) => !isPaper(need) && !(need === 'identityVerified' && papers.length > 0))
  return `，须${[...sitting.map((need) => needs[need]), ...(papers.length === 0 ? [] : [brought(papers)])].join('，')}`
}
