import { relative } from 'node:path'

/**
 * Says every two minutes what a run is in the middle of, what failed and how to see it again, what was skipped by name, the seed, and last
 * `N passed, N failed`. A file that cannot be loaded, a hook that throws and an error outside every test each count as one failure, and so
 * do a test that a clock would end, a test of a browser that is not there, and a run of no test.
 */
export default class Report {
  begun = new Set()
  passed = 0
  /** How many tests of a suite were skipped, by its name. @type {Map<string, number>} */
  skipped = new Map()
  failed = []

  onInit(vitest) {
    const from = Date.now()
    const seconds = () => `${Math.round((Date.now() - from) / 1000)} s`
    this.root = vitest.config.root
    this.isByTitle = vitest.config.testNamePattern !== undefined
    // It ends nothing, and keeps no process alive.
    const middle = () => (this.begun.size > 0 ? `, in the middle of ${[...this.begun].join(', ')}` : '')
    setInterval(() => console.log(`${seconds()}${middle()}`), 120_000).unref()
    process.on('exit', () => {
      if (this.begun.size > 0) this.failed.push({ name: `broken off${middle()}` })
      for (const [name, { again }] of new Map(this.failed.map((each) => [each.name, each])))
        console.log(`- ${name}${again ? `\n    ${again}` : ''}`)
      if (this.skipped.size > 0) console.log('skipped, since what they need is not here:')
      for (const [name, count] of this.skipped) console.log(`- ${name} (${count})`)
      console.log(`seed ${process.env.DEMERIT_SEED}, ${seconds()}`)
      console.log(`${this.passed} passed, ${this.failed.length} failed`)
      if (this.failed.length > 0 || this.passed === 0) process.exitCode = 1
    })
  }

  /** @param {string} name */
  skips(name) {
    this.skipped.set(name, (this.skipped.get(name) ?? 0) + 1)
  }

  onTestModuleStart(module) {
    this.begun.add(relative(this.root, module.moduleId))
  }

  onTestModuleEnd(module) {
    this.begun.delete(relative(this.root, module.moduleId))
  }

  onTestRunEnd(modules, unhandled) {
    this.begun.clear()
    for (const module of modules) {
      const file = relative(this.root, module.moduleId)
      const fails = (name, title) =>
        this.failed.push({ name: `${file}${name}`, again: againOf(module.project.name, file, title) })
      for (const error of module.errors()) fails(`: ${firstLine(error)}`)
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors()) fails(` > ${suite.fullName}: ${firstLine(error)}`)
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (test.task.timeout > 0) fails(` > ${test.fullName}: a clock would end it`)
        else if (state === 'passed') this.passed++
        else if (state === 'failed') fails(` > ${test.fullName}`, test.fullName.replaceAll(' > ', ' '))
        else if (module.project.name.startsWith('verify browser')) fails(` > ${test.fullName}: no browser`)
        else if (!this.isByTitle) this.skips(`${file} > ${test.fullName.split(' > ')[0]}`)
      }
    }
    for (const error of unhandled) this.failed.push({ name: `outside every test: ${firstLine(error)}` })
  }
}

/** How to see a failure again: the title is a pattern of vitest's, in the quotes of a shell. */
function againOf(project, file, title) {
  const pattern = title?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "'\\''")
  const zone = project.split(' ').at(-1)
  return `DEMERIT_SEED=${process.env.DEMERIT_SEED} TZ=${zone} npm test -- ${file}${pattern === undefined ? '' : ` -t '${pattern}'`}`
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n')[0]
}
