import { audit } from './audit.ts'
import { card } from './card.ts'
import { cases } from './cases.ts'
import { type Arguments, argumentsOf, COMMANDS, type CommandName, usage, usageOf } from './commands.ts'
import { explainRow } from './explain.ts'
import type { Host } from './host.ts'
import { listRules } from './list-rules.ts'
import { Failure, type Message, messageJson, messageLine, type Tell } from './message.ts'
import { listSentences } from './sentences.ts'

const RUN: Readonly<Record<CommandName, (given: Arguments, host: Host, tell: Tell) => Promise<number>>> = {
  audit,
  explain: explainRow,
  card,
  rules: listRules,
  cases,
  sentences: listSentences,
}

/** The command line 命令行: runs one command and gives the exit code. */
export async function run(args: readonly string[], host: Host): Promise<number> {
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
    return await RUN[name](argumentsOf(name, rest), host, (message) => host.err(messageText(args, message)))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    host.err(failureText(args, error))
    return 2
  }
}

/** What is written of a failure: what ends a command, and what the machine finds beside it. */
export function failureText(args: readonly string[], { code, place, message }: Failure): string {
  return messageText(args, { level: 'error', code, ...place, text: message })
}

/** Where answers are wanted as JSON, messages are JSON too, also of a call that has other faults. */
function messageText(args: readonly string[], message: Message): string {
  const isJson = args.some(
    (arg, index) => arg === '--format=json' || (arg === 'json' && args[index - 1] === '--format'),
  )
  return `${isJson ? messageJson(message) : messageLine(message)}\n`
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
