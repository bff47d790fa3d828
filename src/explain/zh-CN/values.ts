import type { Need } from '../../advice/channels.ts'
import { isAskedFirst } from '../../advice/papers.ts'
import type { Channel } from '../../values/channel.ts'
import type { Names } from '../locale.ts'
import { either, list } from './grammar.ts'

// 渠道、驾驶证状态、号牌种类等的名称。

export const questions: Names['questions'] = { bind: '备案非本人机动车', handle: '处理交通违法' }

export const verdicts: Names['verdicts'] = {
  permitted: '可以办理',
  refused: '不能办理',
  undetermined: '信息不全，暂时不能判定',
  invalid: '填写有误',
}

export const channels: Names['channels'] = {
  window: '交警窗口',
  app: '交管12123',
  web: '交管网站',
  kiosk: '自助机',
}

export const needs: Names['needs'] = {
  offenderPresent: '本人到场',
  identityVerified: '核验身份',
  ownerConsent: '车主同意',
  'officer-papers': '交警给的文书',
  'driving-licence': '驾驶证',
  'identity-card': '身份证明',
  'vehicle-licence': '行驶证',
  'owner-papers': '车主的身份证明（先问清）',
  'owner-consent': '车主的委托书（先问清）',
}

/** What is brought, and what is asked first. */
export function brought(papers: readonly Need[]): string {
  const sure = papers.filter((each) => !isAskedFirst(each))
  const owners = `；他人的车，有的窗口还要车主的身份证明${papers.includes('owner-consent') ? '或者委托书' : ''}，请先问清`
  return `带${list(sure.map((each) => needs[each]))}原件${sure.length < papers.length ? owners : ''}`
}

/** 到交警窗口, 通过交管12123或者自助机 */
export function through(some: readonly Channel[]): string {
  const names = some.filter((channel) => channel !== 'window').map((channel) => channels[channel])
  return [
    ...(some.includes('window') ? [`到${channels.window}`] : []),
    ...(names.length > 0 ? [`通过${either(names)}`] : []),
  ].join('或者')
}

export const licenceStates: Names['licenceStates'] = {
  annulled: '撤销',
  revoked: '吊销',
  cancelled: '注销',
  'cancelled-restorable': '注销可恢复',
  'use-stopped': '停止使用',
  expired: '逾期未换证',
  unverified: '逾期未审验',
  impounded: '扣押',
  seized: '扣留',
  suspended: '暂扣',
  locked: '锁定',
  'transferred-out': '转出',
  'full-points': '记满12分',
  'renewal-deferred': '延期换证',
  'medical-deferred': '延期体检',
  'verification-deferred': '延期审验',
  'violations-pending': '违法未处理',
  'accidents-pending': '事故未处理',
}

export const plateTypes: Names['plateTypes'] = {
  '01': '大型汽车',
  '02': '小型汽车',
  '03': '使馆汽车',
  '04': '领馆汽车',
  '05': '境外汽车',
  '06': '外籍汽车',
  '07': '普通摩托车',
  '08': '轻便摩托车',
  '09': '使馆摩托车',
  '10': '领馆摩托车',
  '11': '境外摩托车',
  '12': '外籍摩托车',
  '13': '低速车',
  '14': '拖拉机',
  '15': '挂车',
  '16': '教练汽车',
  '17': '教练摩托车',
  '18': '试验汽车',
  '20': '临时入境汽车',
  '21': '临时入境摩托车',
  '22': '临时行驶车',
  '23': '警用汽车',
  '24': '警用摩托车',
  '51': '大型新能源汽车',
  '52': '小型新能源汽车',
}

export const ownerKinds: Names['ownerKinds'] = { individual: '个人', unit: '单位' }

export const ownerConsents: Names['ownerConsents'] = {
  none: '未同意',
  'registered-owner': '平台注册用户确认',
  qr: '车辆二维码',
  sms: '短信验证码',
}

const violationStates: Names['violationStates'] = { open: '未处理', handled: '已处理', withdrawn: '已消除' }

const recorders: Names['recorders'] = { monitoring: '交通技术监控设备', officer: '现场执法的交通警察' }

/** 全部名称。 */
export const values = (): Omit<Names, 'facts' | 'rules'> => ({
  questions,
  verdicts,
  channels,
  needs,
  licenceStates,
  plateTypes,
  ownerKinds,
  ownerConsents,
  violationStates,
  recorders,
})

export const licenceTests = { theory: '科目一', field: '科目二', road: '科目三' } as const
