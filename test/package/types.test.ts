import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Consumer, ENTRIES, packed, runTool, specifierOf } from './consumer.ts'

let consumer: Consumer

beforeAll(async () => {
  consumer = await packed()
})
afterAll(() => consumer?.remove())

const CODE = `${ENTRIES.map((entry, index) => `import * as entry${index} from '${specifierOf(entry)}'\n`).join('')}
import { type Decision, decideBinding, decideHandling, type Fen, legalDay, type Parsed, parseDriverId, parseFen, yuan } from 'demerit'
import { asReported, cn, type RuleSet, ruleSetOn } from 'demerit/rules'
import { en, explain, zhCN } from 'demerit/explain'

export const entries: readonly object[] = [${ENTRIES.map((_, index) => `entry${index}`).join(', ')}]
export const fine: Fen = yuan(200)
export const parsed: Parsed<Fen> = parseFen(20_000)
export const set: RuleSet = asReported
export const day: string = parsed.ok ? String(parsed.value) : parsed.issues.map((issue) => issue.code).join()
const driver = parseDriverId('d')
const answer = decideBinding(driver.ok ? { driver: driver.value, driverBindings: 3 } : {}, set)
export const lines: readonly string[] = answer.verdict === 'invalid' ? [] : [...explain(answer, en), ...explain(answer, zhCN)]
export function read(decision: Decision): readonly string[] {
  return decision.findings.map(({ rule, outcome }) => \`\${rule}: \${outcome}\`)
}
export const others: readonly unknown[] = [legalDay, ruleSetOn, cn, decideHandling({ fine }, set)]
// @ts-expect-error the law is never a default
decideHandling({ fine: 20_000 })
// @ts-expect-error no such channel
decideBinding({ driver: 'd', channel: 'phone' }, set)
// @ts-expect-error a rule set is made by the library
decideBinding({}, { id: 'as-reported' })
`

const RESOLUTION = {
  nodenext: { module: 'nodenext', files: ['main.mts', 'main.cts'] },
  bundler: { module: 'esnext', moduleResolution: 'bundler', files: ['main.ts'] },
}

describe.each([
  ['5.9.3', 'typescript-5/bin/tsc'],
  ['6.0.3', 'typescript/bin/tsc'],
  ['7.0.2', 'typescript-7/bin/tsc'],
])('a consumer under TypeScript %s', (version, compiler) => {
  test('runs that compiler', async () => {
    expect((await runTool(compiler, ['--version'], consumer.folder)).stdout).toBe(`Version ${version}\n`)
  })

  test.each(['nodenext', 'bundler'] as const)('compiles as ES module and as CommonJS (%s)', async (resolution) => {
    const { files, ...resolved } = RESOLUTION[resolution]
    for (const file of files) consumer.write(file, CODE)
    const strict = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] }
    const compilerOptions = { ...strict, target: 'es2022', ...resolved }
    consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, files }))
    const { status, stdout, stderr } = await runTool(compiler, ['--pretty', 'false', '-p', '.'], consumer.folder)
    expect(`${stdout}${stderr}`).toBe('')
    expect(status).toBe(0)
  })
})
