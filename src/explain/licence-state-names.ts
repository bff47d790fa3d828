import type { LicenceState } from '../values/licence.ts'

/** What the states of a licence 驾驶证状态 are called in English: in explanations, and in the stories of the analysis. */
export const enLicenceStates: Readonly<Record<LicenceState, string>> = {
  annulled: 'annulled',
  revoked: 'revoked',
  cancelled: 'cancelled',
  'cancelled-restorable': 'cancelled but restorable',
  'use-stopped': 'use stopped',
  expired: 'not renewed in time',
  unverified: 'not verified in time',
  impounded: 'impounded',
  seized: 'seized',
  suspended: 'suspended',
  locked: 'locked',
  'transferred-out': 'transferred out',
  'full-points': '12 points reached',
  'renewal-deferred': 'renewal deferred',
  'medical-deferred': 'medical deferred',
  'verification-deferred': 'verification deferred',
  'violations-pending': 'violations pending',
  'accidents-pending': 'accidents pending',
}

/** The same in Chinese. */
export const zhLicenceStates: Readonly<Record<LicenceState, string>> = {
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
