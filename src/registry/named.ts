/** A function for each command. What stands here is public. */
import type { CommandInputs } from './commands/index.ts'
import { executeAs, type Outcome } from './execute.ts'
import type { Registry } from './registry.ts'

/** Enrols a driver 驾驶人 with a licence 驾驶证. Refused when the id is taken, or belongs to a unit that owns a vehicle. */
export function enrolDriver(registry: Registry, input: CommandInputs['enrolDriver']): Outcome {
  return executeAs(registry, 'enrolDriver', input)
}

/** Enrols a vehicle 机动车 with its registered owner 所有人. */
export function enrolVehicle(registry: Registry, input: CommandInputs['enrolVehicle']): Outcome {
  return executeAs(registry, 'enrolVehicle', input)
}

/** Binds another's vehicle 备案: judged by {@link decideBinding} under the rule set of the day. */
export function bind(registry: Registry, input: CommandInputs['bind']): Outcome {
  return executeAs(registry, 'bind', input)
}

/** Releases a binding 解除备案, by the driver or by the owner (F1.20, F1.21). It never revives. */
export function release(registry: Registry, input: CommandInputs['release']): Outcome {
  return executeAs(registry, 'release', input)
}

/** Transfers a vehicle 转移登记: ends its bindings (6.8); refused while it has open violations (F3.24). */
export function transferVehicle(registry: Registry, input: CommandInputs['transferVehicle']): Outcome {
  return executeAs(registry, 'transferVehicle', input)
}

/** Changes the states and classes of a licence. `cancelled` 注销 ends the driver's bindings (6.28). */
export function changeLicence(registry: Registry, input: CommandInputs['changeLicence']): Outcome {
  return executeAs(registry, 'changeLicence', input)
}

/** Records a violation 交通违法, within two years of the act (Administrative Penalty Law, Article 36). Fine in fen. */
export function recordViolation(registry: Registry, input: CommandInputs['recordViolation']): Outcome {
  return executeAs(registry, 'recordViolation', input)
}

/** Withdraws an open violation 消除记录 (Order 105, Article 22). */
export function withdrawViolation(registry: Registry, input: CommandInputs['withdrawViolation']): Outcome {
  return executeAs(registry, 'withdrawViolation', input)
}

/** Handles a violation 处理: judged by {@link decideHandling} under the rule set of the day; the points land in the period of the day. */
export function handle(registry: Registry, input: CommandInputs['handle']): Outcome {
  return executeAs(registry, 'handle', input)
}

/** Revokes a handling 撤销处理: the violation is open again and its points are given back (Order 163, Articles 16 and 30). */
export function revokeHandling(registry: Registry, input: CommandInputs['revokeHandling']): Outcome {
  return executeAs(registry, 'revokeHandling', input)
}

/** Pays the fine of a handled violation 缴纳罚款. What counts is the day on which it was paid (Administrative Penalty Law, Article 67). */
export function payFine(registry: Registry, input: CommandInputs['payFine']): Outcome {
  return executeAs(registry, 'payFine', input)
}

/** Takes points off by study 学法减分 (Order 163, Articles 25 to 27): never more than the driver holds. */
export function deductByStudy(registry: Registry, input: CommandInputs['deductByStudy']): Outcome {
  return executeAs(registry, 'deductByStudy', input)
}

/** Changes the plate type and use of a vehicle 变更登记 (Order 164, Article 16): bindings stay (C34), open violations are no bar. */
export function changeVehicle(registry: Registry, input: CommandInputs['changeVehicle']): Outcome {
  return executeAs(registry, 'changeVehicle', input)
}

/** Deregisters a vehicle 注销登记 (Order 164, Article 37): ends its bindings (C34). What is open, or happened before, can still be handled. */
export function deregisterVehicle(registry: Registry, input: CommandInputs['deregisterVehicle']): Outcome {
  return executeAs(registry, 'deregisterVehicle', input)
}

/**
 * Issues a licence anew 重新领证, after one that was annulled, revoked or cancelled: points, scoring period and probation begin anew, fines
 * stay owed, and bindings that stood end (C35).
 */
export function reissueLicence(registry: Registry, input: CommandInputs['reissueLicence']): Outcome {
  return executeAs(registry, 'reissueLicence', input)
}

/**
 * Tells what the office knows of a driver's points 记分 of before, who was enrolled without it: once, while nothing about points is on record
 * (`points-on-record`).
 */
export function tellHistory(registry: Registry, input: CommandInputs['tellHistory']): Outcome {
  return executeAs(registry, 'tellHistory', input)
}

/** Completes the study at the full score 满分学习: fines paid, days and tests done, the points are cleared (Article 23). */
export function completeFullScoreStudy(registry: Registry, input: CommandInputs['completeFullScoreStudy']): Outcome {
  return executeAs(registry, 'completeFullScoreStudy', input)
}
