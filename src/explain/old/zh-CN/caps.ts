import { inYuan } from '../../../values/fen.ts'
import { type Cap, yearTo } from './grammar.ts'

// 数量规则：数的是什么，上限怎么说。

export const driverCap: Cap = {
  clause: (nth) => `本次备案的是第${nth}辆非本人机动车`,
  had: (vehicles) => `现已备案${vehicles}辆非本人机动车`,
  limited: (most) => `同时备案最多${most}辆`,
}
export const vehicleCap: Cap = {
  clause: (nth) => `备案该车的驾驶人将达${nth}名（不含所有人）`,
  had: (number) => `现有${number}名驾驶人备案该车（不含所有人）`,
  limited: (most) => `同时备案最多${most}名`,
}
export const lifetimeCap: Cap = {
  clause: (nth) => `本次为累计第${nth}次备案`,
  had: (times) => `累计已备案${times}次`,
  limited: (most) => `累计最多${most}次（解除备案不返还次数）`,
}
export const dailyApplications: Cap = {
  clause: (nth) => `本次为当日第${nth}次备案`,
  had: (times) => `当日已备案${times}次`,
  limited: (most) => `每日最多${most}次`,
}
export const yearlyApplications: Cap = {
  clause: (nth) => `本次为本年第${nth}次备案`,
  had: (times) => `本年已备案${times}次`,
  limited: (most) => `每个自然年最多${most}次`,
}
export const driversBoundPerYear: Cap = {
  clause: (drivers) => `本自然年备案该车的驾驶人共${drivers}名（含本人）`,
  had: (others) => `本自然年备案该车的其他驾驶人共${others}名`,
  limited: (most) => `每个自然年最多${most}名`,
}
export const fineLimit: Cap = {
  clause: (fen) => `罚款${inYuan(fen)}元`,
  limited: (most) => `单笔限额${inYuan(most)}元`,
}
export const singlePointsLimit: Cap = {
  clause: (points) => `该违法记${points}分`,
  limited: (most) => `一次最多${most}分`,
}
export const vehiclesPerYear: Cap = {
  clause: (count, context) => `${yearTo(context)}处理违法的非本人机动车共${count}辆（含本次）`,
  limited: (most) => `最多${most}辆`,
}
export const driversPerYear: Cap = {
  clause: (count, context) => `${yearTo(context)}处理该车违法的驾驶人共${count}名（不含所有人，含本人）`,
  limited: (most) => `最多${most}名`,
}
