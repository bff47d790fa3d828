import { renameSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * What `test/run.mjs` sums up, as JSON in the file `DEMERIT_REPORT` names: how many tests passed and were skipped, which
 * failed and in which zone, and how many seconds each part took of its processes. A file that cannot be loaded, a hook that
 * throws and an error outside every test each count as one failure, and so does a test that a clock would end.
 */
export default class Report {
  /** The files begun and not ended, so that a run that breaks off can say where it stood. */
  begun = new Set()

  onInit(vitest) {
    this.root = vitest.config.root
  }

  onTestModuleStart(module) {
    this.begun.add(relative(this.root, module.moduleId))
    write('.begun', [...this.begun])
  }

  onTestModuleEnd(module) {
    this.begun.delete(relative(this.root, module.moduleId))
    write('.begun', [...this.begun])
  }

  onTestRunEnd(modules, unhandled) {
    const report = { passed: 0, skipped: 0, failed: [], seconds: {} }
    for (const module of modules) {
      const file = relative(this.root, module.moduleId)
      const [part, zone] = module.project.name.split(' ')
      const fails = (name, title) => report.failed.push({ name, zone, file, title })
      for (const error of module.errors()) fails(`${file}: ${firstLine(error)}`)
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors()) fails(`${file} > ${suite.fullName}: ${firstLine(error)}`)
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        // vitest.config.ts sets no time; a test must not bring its own.
        if (test.task.timeout > 0) fails(`${file} > ${test.fullName}: a clock would end it`, titleOf(test))
        else if (state === 'passed') report.passed++
        else if (state === 'skipped') report.skipped++
        else fails(`${file} > ${test.fullName}`, titleOf(test))
      }
      report.seconds[part] = (report.seconds[part] ?? 0) + secondsOf(module)
    }
    for (const error of unhandled) report.failed.push({ name: `outside every test: ${firstLine(error)}` })
    write('', report)
  }
}

/** Whole or not at all, since it may be read meanwhile. */
function write(end, value) {
  if (!process.env.DEMERIT_REPORT) return
  const file = process.env.DEMERIT_REPORT + end
  writeFileSync(`${file}.new`, JSON.stringify(value))
  renameSync(`${file}.new`, file)
}

/** How long a file kept its process. */
function secondsOf(module) {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic()
  return (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000
}

/** The name that vitest's `-t` matches: the names of the suites and the test, with single spaces between. */
function titleOf(test) {
  return test.fullName.replaceAll(' > ', ' ')
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n')[0]
}
