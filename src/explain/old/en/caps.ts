import { type Cap, count, grouped, money, ordinal, yearTo } from './grammar.ts'

// The rules on counts: what is counted, and how its limit is written.

export const driverCap: Cap = {
  clause: (nth) => `This would be the ${ordinal(nth)} vehicle of others bound at the same time`,
  had: (vehicles) => `The driver has bound ${count(vehicles, 'vehicle')} of others`,
  written: grouped,
}
export const vehicleCap: Cap = {
  clause: (nth) =>
    `With this driver, ${count(nth, 'driver')} besides the owner would have bound the vehicle at the same time`,
  had: (drivers) => `The vehicle is bound by ${count(drivers, 'driver')} besides the owner`,
  written: grouped,
}
export const lifetimeCap: Cap = {
  clause: (nth) => `This would be the ${ordinal(nth)} binding in all (releasing gives none back)`,
  had: (times) => `The driver has made ${count(times, 'binding')} in all (releasing gives none back)`,
  written: grouped,
}
export const dailyApplications: Cap = {
  clause: (nth) => `This would be the ${ordinal(nth)} binding of the day`,
  had: (times) => `The driver has made ${count(times, 'binding')} on the day`,
  written: grouped,
}
export const yearlyApplications: Cap = {
  clause: (nth) => `This would be the ${ordinal(nth)} binding of the calendar year`,
  had: (times) => `The driver has made ${count(times, 'binding')} in the calendar year`,
  written: grouped,
}
export const driversBoundPerYear: Cap = {
  clause: (drivers) =>
    `In the calendar year ${count(drivers, 'driver')}, this one included, would have bound the vehicle`,
  had: (others) => `In the calendar year ${count(others, 'other driver')} bound the vehicle`,
  written: grouped,
}
export const fineLimit: Cap = { clause: (fen) => `The fine is ${money(fen)}`, written: money }
export const singlePointsLimit: Cap = {
  clause: (points) => `The violation carries ${count(points, 'point')}`,
  written: grouped,
}
export const vehiclesPerYear: Cap = {
  clause: (vehicles, context) =>
    `In ${yearTo(context)} violations of ${count(vehicles, 'vehicle')} of others, this one included, would have been handled`,
  written: grouped,
}
export const driversPerYear: Cap = {
  clause: (drivers, context) =>
    `In ${yearTo(context)} ${count(drivers, 'driver')} besides the owner, this one included, would have handled the vehicle's violations`,
  written: grouped,
}
