import type { LicenceTest } from '../../law/points/regime.ts'
import type { Channel } from '../../values/channel.ts'
import { inYuan } from '../../values/fen.ts'
import type { RegistryWords } from '../refusals.ts'
import { type StoryWords, storyName, storyNumber } from '../stories.ts'
import { dayOf, list } from './grammar.ts'
import { licenceStates, licenceTests, plateTypes } from './values.ts'

const testsOf = (tests: readonly LicenceTest[]): string => list(tests.map((test) => licenceTests[test]))

/** 满分学习须达到的和已有的。 */
export const study: RegistryWords['study'] = ({ needed, given }) =>
  `须学习${needed.days}天，并考${testsOf(needed.tests)}；现有${given.days}天，${given.tests.length === 0 ? '尚未考试合格' : `已合格的是${testsOf(given.tests)}`}。`

/** 登记系统不予受理的原因；按规则不能办理的，不写具体数字。 */
export const refusals = (): RegistryWords['refusals'] => ({
  undetermined: '规定所需的信息不在登记范围内，暂时不能判定。',
  'out-of-order': '办理时间早于所涉记录最近一次变动的时间。',
  'driver-exists': '该驾驶人已经登记。',
  'vehicle-exists': '该机动车已经登记。',
  'violation-exists': '该违法已经记录。',
  'unknown-driver': '该驾驶人尚未登记。',
  'unknown-vehicle': '该机动车尚未登记。',
  'unknown-violation': '该违法尚未记录。',
  'unit-is-no-driver': '单位与驾驶人不能使用同一编号。',
  'unit-is-no-individual': '单位与个人不能使用同一编号。',
  'first-issue-in-future': '驾驶证初次领证日期晚于登记日期。',
  'licence-ended': '驾驶证已经撤销、吊销或者注销，不能以变更状态恢复。',
  'history-in-future': '所填报的以前情况，时间晚于填报时间。',
  'points-on-record': '该驾驶人已有记分方面的记录。',
  'licence-not-ended': '原驾驶证未被撤销、吊销或者注销。',
  'first-issue-not-later': '原驾驶证初次领证日期不早于该日。',
  'own-vehicle': '该车登记在该驾驶人本人名下，无需备案。',
  'already-bound': '该驾驶人已备案该车。',
  'not-bound': '该驾驶人现未备案该车。',
  'vehicle-deregistered': '该机动车已经注销登记。',
  'same-owner': '该车已经登记在该所有人名下。',
  'open-violations': '该车违法尚未处理完，请先处理。',
  'occurs-in-future': '违法时间晚于记录时间。',
  'limitation-expired': '该违法发生已超过二年。',
  'violation-not-open': '该违法已经处理或者消除。',
  'violation-not-handled': '该违法尚未处理。',
  'told-of-before': '该违法是作为以前情况填报的，不知是哪辆车的。',
  'nothing-to-pay': '该违法没有罚款。',
  'already-paid': '该违法的罚款已经缴纳。',
  'paid-in-future': '缴纳罚款的日期晚于登记时间。',
  'paid-before-handling': '缴纳罚款的日期早于处理该违法的日期。',
  'period-closed': '缴纳罚款所在的记分周期已经结束，其后的记分周期已有该驾驶人的处理、缴款或者学习记录。',
  'deduction-not-provided': '当日适用的全国规定没有学法减分；2020年3月起有的省市试点，请向当地交警咨询。',
  'own-violations-open': '该驾驶人名下机动车的违法尚未处理完，请先处理。',
  'full-score-reached': '累积记分已达满分。',
  'deduction-used-up': '本记分周期学法减分已达上限。',
  'no-points-to-deduct': '该驾驶人没有累积记分。',
  'licence-bars-deduction': '驾驶证在实习期内，或者逾期未审验、被扣留、暂扣。',
  'own-vehicle-overdue': '该驾驶人名下有安全技术检验超过有效期或者未按规定办理注销登记的机动车。',
  'repeated-full-score': '本记分周期与上一记分周期合计满分学习已达2次。',
  'points-traded': '该驾驶人在最近三个记分周期内因买分卖分受过处罚。',
  'full-score-not-reached': '累积记分未达满分。',
  'full-score-on-probation': '实习期内发生的违法记满12分，应当注销实习的准驾车型，不能以满分学习恢复。',
  'fines-unpaid': '请先缴纳罚款。',
  'study-too-short': '满分学习天数不足。',
  'tests-missing': '满分学习尚有考试未合格。',
  conflicts: '更正后，后续有记录不再成立。',
  'not-standing': '该记录不在现行历史中。',
  'changed-twice': '同一条记录或者同一编号被更正了两次。',
  'history-left-out':
    '将被去除的那次登记载有以前的记分、罚款或者学习。请在同一次更正中写明登记应当怎样，把以前的情况都写进去。',
  'not-the-same': '替换的内容与原记录种类不同，或者不是同一驾驶人、机动车或者违法行为。',
  'nothing-changes': '更正前后没有差别。',
  'not-insertable': '只有登记、以前情况、缴款、解除备案、转移登记、变更登记、注销登记和驾驶证状态变更可以补录。',
  'in-the-future': '补录的时间晚于更正的时间。',
  'place-taken': '原位置已有其他记录。',
  'on-record': '该编号已有登记。',
  'not-on-record': '没有该编号的登记。',
  'key-reused': '同一请求编号已用于另一项操作。',
  'correction-too-wide': '此后的记录过多，无法更正。',
})

/** 不予受理时可以怎么办。 */
export const helps = (): RegistryWords['helps'] => ({
  'out-of-order': '请在该次变动的时间之后再登记。',
  'driver-exists': '驾驶证有变动的，请登记变动。',
  'vehicle-exists': '所有人有变动的，请登记转移；该编号已归另一辆机动车的，请先更正原来那辆的编号。',
  'unknown-driver': '请先登记该驾驶人。',
  'unknown-vehicle': '请先登记该机动车。',
  'unknown-violation': '请先记录该违法。',
  'unit-is-no-driver': '请为该单位使用另一编号。',
  'unit-is-no-individual': '请为该单位使用另一编号。',
  'first-issue-in-future': '请核对初次领证日期。',
  'history-in-future': '请核对所填报的时间。',
  'points-on-record': '以前填报过的，请更正该次填报；其他情形，由民警以更正补录，时间早于上述记录。',
  'first-issue-not-later': '请核对初次领证日期。',
  'licence-ended':
    '重新取得驾驶证的，请登记新证（reissueLicence）；该状态登记有误或者决定已被撤销的，由民警更正该条登记。',
  'licence-not-ended': '驾驶证仍在的，请变更其状态；已经撤销、吊销或者注销的，请先登记。',
  'occurs-in-future': '请核对违法时间。',
  'violation-not-open': '处理有误的，请先撤销该次处理。',
  'violation-not-handled': '请先处理该违法。',
  'told-of-before': '请更正填报它的那条登记。',
  'paid-in-future': '请核对缴纳罚款的日期。',
  'paid-before-handling': '请核对缴纳罚款的日期。',
  'full-score-reached': '请先完成满分学习。',
  'deduction-used-up': '下一记分周期可以再参加。',
  'licence-bars-deduction': '上述情形消除后可以参加。',
  conflicts: '请在同一次更正中一并处理。',
  'not-the-same': '请剔除原记录，当日另行登记正确内容。',
  'on-record': '两个编号实为同一的，请予合并。',
  'place-taken': '请在同一次更正中一并剔除该记录。',
  'period-closed': '可由民警以更正补录。',
  'key-reused': '每项操作请使用各自的请求编号。',
  'correction-too-wide': '请在当日另行登记，消除其影响。',
})

/** 所报事项早于登记的时间。 */
export const enrolledLater = (): RegistryWords['enrolledLater'] => (on) =>
  `${dayOf(on)}才登记，所报事项早于该日。请在同一次更正中剔除该条登记，并以更早的时间补录。`

const CHANNELS: { readonly [C in Channel]: string } = {
  window: '到窗口',
  app: '通过“交管12123”',
  web: '通过互联网平台',
  kiosk: '通过自助机',
}

const name = (id: string): string => storyName(id, { o: '其他人', d: '驾驶人', v: '机动车', x: '违法' })

/** 推演过程的说法。 */
export const stories = (): StoryWords => ({
  tag: 'zh-CN',
  name,
  opening: (drivers, owned) => {
    const clauses = owned.map(
      ({ 0: owner, 1: vehicles }) => `机动车${vehicles.map(storyNumber).join('、')}归${name(owner)}所有`,
    )
    return `${[`共有${drivers}名驾驶人`, ...clauses].join('；')}。`
  },
  dated: ({ day, time }, sentence) => `第${day}日${time}，${sentence}。`,
  closing: ({ zh }) => `结果：${zh}。`,
  steps: {
    bind: ({ driver, vehicle, channel }) => `${name(driver)}${CHANNELS[channel]}备案${name(vehicle)}`,
    release: ({ driver, vehicle }) => `${name(driver)}解除${name(vehicle)}的备案`,
    transferVehicle: ({ vehicle, to }) => `${name(vehicle)}转移登记到${name(to.id)}名下`,
    changeLicence: ({ driver, licence }) => {
      const states = licence.states.map((state) => licenceStates[state])
      return `${name(driver)}的驾驶证状态变为${states.length === 0 ? '正常' : states.join('、')}`
    },
    recordViolation: ({ id, vehicle, fine, points }, { occurred }) => {
      const act = `${name(vehicle)}产生一条违法记录（${name(id)}），罚款${inYuan(fine)}元，记${points}分`
      return occurred === undefined ? act : `${act}，发生于第${occurred.day}日${occurred.time}`
    },
    withdrawViolation: ({ violation }) => `${name(violation)}被消除`,
    handle: ({ violation, driver, channel }, { vehicleOf, ownerOf }) => {
      const vehicle = vehicleOf(violation)
      const as = ownerOf(vehicle) === driver ? '以所有人身份' : ''
      return `${name(driver)}${as}${CHANNELS[channel]}处理${name(vehicle)}的${name(violation)}`
    },
    revokeHandling: ({ violation }) => `${name(violation)}的处理被撤销`,
    payFine: ({ violation }) => `${name(violation)}的罚款已缴纳`,
    deductByStudy: ({ driver }) => `${name(driver)}学法减分`,
    completeFullScoreStudy: ({ driver }) => `${name(driver)}完成满分学习`,
    changeVehicle: ({ vehicle, plateType, operating }) =>
      `${name(vehicle)}变更登记为${plateTypes[plateType]}，${operating ? '' : '非'}营运`,
    deregisterVehicle: ({ vehicle }) => `${name(vehicle)}注销登记`,
    reissueLicence: ({ driver }) => `${name(driver)}重新领取驾驶证`,
  },
  title: ({ zh }) => zh,
  bound: (vehicle) => `备案${name(vehicle)}`,
  recorded: (violation) => `记录${name(violation)}`,
  handles: (violation) => `处理${name(violation)}`,
})
