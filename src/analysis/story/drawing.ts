import type { StoryWords } from '../../explain/stories.ts'
import { onOneLine } from '../../input/text.ts'
import { COMMANDS, type Command } from '../../registry/commands/index.ts'
import { endsBindings, type Licence } from '../../registry/state/records.ts'
import { timeOfDay } from '../../values/instant.ts'
import type { Plot } from './story.ts'

/** A bar from one time to another, or a milestone where there is no end. */
interface Mark {
  readonly section: string
  readonly label: string
  readonly from: string
  until: string | null
}

interface Bar extends Mark {
  readonly driver: string
  readonly vehicle: string
}

/**
 * A way as a Mermaid Gantt chart: a section a vehicle with its violations as they are recorded, a section a driver with
 * the bindings as bars and the handlings as milestones. A binding that is still open lasts to the end.
 */
export function drawn({ setUp, commands, goal }: Plot, words: StoryWords): string {
  const marks: Mark[] = []
  const open: Bar[] = []
  const ended = (at: string, which: (bar: Bar) => boolean): void => {
    for (const bar of open) if (bar.until === null && which(bar)) bar.until = at
  }
  for (const command of commands) {
    const at = minuteOf(command)
    ended(at, endedBy(command))
    if (command.type === 'bind') {
      const { driver, vehicle } = command
      const bar = { section: driver, label: words.bound(vehicle), from: at, until: null, driver, vehicle }
      open.push(bar)
      marks.push(bar)
    } else if (command.type === 'recordViolation') {
      marks.push({ section: command.vehicle, label: words.recorded(command.id), from: at, until: null })
    } else if (command.type === 'handle') {
      marks.push({ section: command.driver, label: words.handles(command.violation), from: at, until: null })
    }
  }
  const last = commands.at(-1)
  const end = last === undefined ? '' : minuteAfter(minuteOf(last))
  ended(end, () => true)
  const bars = new Set<Mark>(open)
  // A line of Mermaid ends where the text does: a title of several would begin something else.
  const title = onOneLine(words.title(goal.title))
  const lines = ['gantt', `  title ${title}`]
  lines.push('  dateFormat YYYY-MM-DD HH:mm', '  axisFormat %m-%d %H:%M')
  for (const section of sectionsOf(setUp)) {
    const own = marks.filter((mark) => mark.section === section)
    if (own.length === 0) continue
    lines.push(`  section ${words.name(section)}`)
    for (const mark of own) {
      const when = bars.has(mark) ? `${mark.from}, ${mark.until}` : `milestone, ${mark.from}, 0m`
      lines.push(`  ${mark.label} :${when}`)
    }
  }
  return lines.join('\n')
}

/** Which bindings a command ends, by the records that it is about. */
function endedBy(command: Command): (bar: Bar) => boolean {
  if (command.type === 'release')
    return ({ driver, vehicle }) => driver === command.driver && vehicle === command.vehicle
  const { about } = COMMANDS[command.type]
  const said = command as { readonly driver?: string; readonly vehicle?: string; readonly licence?: Licence }
  if (about.includes('its binders')) return ({ vehicle }) => vehicle === said.vehicle
  if (about.includes('vehicles it releases') && endsBindings(said.licence as Licence))
    return ({ driver }) => driver === said.driver
  return () => false
}

/** Vehicles first, then drivers. */
function sectionsOf(setUp: readonly Command[]): readonly string[] {
  const vehicles = setUp.flatMap((command) => (command.type === 'enrolVehicle' ? [command.id] : []))
  const drivers = setUp.flatMap((command) => (command.type === 'enrolDriver' ? [command.id] : []))
  return [...vehicles, ...drivers]
}

/** `2018-02-24 09:00`. */
function minuteOf({ at }: Command): string {
  return `${String(at).slice(0, 10)} ${String(at).slice(11, 16)}`
}

/** Within the day: the last minute of one has none after it. */
function minuteAfter(minute: string): string {
  const minutes = Math.min(1439, Number(minute.slice(11, 13)) * 60 + Number(minute.slice(14)) + 1)
  return `${minute.slice(0, 11)}${timeOfDay(minutes * 60_000).slice(0, 5)}`
}
