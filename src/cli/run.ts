import { parseArguments } from './arguments.ts'
import { audit } from './audit.ts'
import { card } from './card.ts'
import { COMMANDS, type CommandName, usage, usageOf } from './commands.ts'
import { explainFile } from './explain-file.ts'
import type { Host, Screen } from './host.ts'
import { Failure, type Message, messageJson, messageLine } from './message.ts'

const RUN = { audit, explain: explainFile, card } as const

/** The command line 命令行: runs one command and gives the exit code. */
export async function run(args: readonly string[], machine: Host): Promise<number> {
  const tell = (message: Message) => machine.err(written(args, message))
  const host: Screen = { ...machine, tell, draw: machine.err }
  const [command, ...rest] = args
  try {
    if (command === '--version') {
      await host.out(`${host.version}\n`)
      return 0
    }
    const asksHelp = command === 'help' || command === '--help' || command === '-h'
    if (asksHelp || rest.includes('--help')) {
      const about = asksHelp ? rest.find((each) => each !== '--help') : command
      await host.out(about === undefined ? usage() : usageOf(commandOf(about)))
      return 0
    }
    const name = commandOf(command)
    return await RUN[name](parseArguments(rest, Object.keys(COMMANDS[name].options)), host)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    machine.err(failureText(args, error))
    return 2
  }
}

/** What is written of a failure: what ends a command, and what the machine finds beside it. */
export function failureText(args: readonly string[], { code, place, message }: Failure): string {
  return written(args, { level: 'error', code, ...place, text: message })
}

function written(args: readonly string[], message: Message): string {
  return `${asksJson(args) ? messageJson(message) : messageLine(message)}\n`
}

/** Whether answers are wanted as JSON, also where a call has other faults: then messages are JSON too. */
function asksJson(args: readonly string[]): boolean {
  return args.some((arg, index) => arg === '--format=json' || (arg === 'json' && args[index - 1] === '--format'))
}

/** @throws Failure when it is no command. */
function commandOf(given: string | undefined): CommandName {
  const names = Object.keys(COMMANDS) as CommandName[]
  const found = names.find((each) => each === given)
  if (found !== undefined) return found
  throw new Failure(
    given === undefined ? 'missing' : 'not-listed',
    `${given === undefined ? 'a command is wanted' : `${given}: there is no such command`}; there are ${names.join(', ')}, and demerit --help tells all`,
  )
}
