import { visible } from '../input/text.ts'
import { parseArguments } from './arguments.ts'
import { audit } from './audit.ts'
import { card } from './card.ts'
import { COMMANDS, type CommandName, usage, usageOf } from './commands.ts'
import { explainFile } from './explain-file.ts'
import { type Host, type Screen, UsageError } from './host.ts'

const RUN = { audit, explain: explainFile, card } as const

/** The command line 命令行: runs one command and gives the exit code. */
export async function run(args: readonly string[], machine: Host): Promise<number> {
  const host: Screen = { ...machine, err: (text) => machine.err(visible(text)), draw: machine.err }
  const [command, ...rest] = args
  try {
    if (command === '--version') {
      await host.out(`${host.version}\n`)
      return 0
    }
    const asksHelp = command === 'help' || command === '--help'
    if (asksHelp || rest.includes('--help')) {
      const about = asksHelp ? rest.find((each) => each !== '--help') : command
      await host.out(about === undefined ? usage() : usageOf(commandOf(about)))
      return 0
    }
    const name = commandOf(command)
    return await RUN[name](parseArguments(rest, Object.keys(COMMANDS[name].options)), host)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    host.err(`demerit: ${error.message}\n`)
    return 2
  }
}

/** @throws UsageError when it is no command. */
function commandOf(given: string | undefined): CommandName {
  const names = Object.keys(COMMANDS) as CommandName[]
  const found = names.find((each) => each === given)
  if (found !== undefined) return found
  throw new UsageError(
    `${given === undefined ? 'a command is wanted' : `${given}: there is no such command`}; there are ${names.join(', ')}, and demerit --help tells all`,
  )
}
