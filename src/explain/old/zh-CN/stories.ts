import type { Channel } from '../../../values/channel.ts'
import { inYuan } from '../../../values/fen.ts'
import { type StoryWords, storyName, storyNumber } from '../../stories.ts'
import { licenceStates } from './labels.ts'

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
    completeStudy: ({ driver }) => `${name(driver)}完成满分学习`,
  },
  title: ({ zh }) => zh,
  bound: (vehicle) => `备案${name(vehicle)}`,
  recorded: (violation) => `记录${name(violation)}`,
  handles: (violation) => `处理${name(violation)}`,
})
