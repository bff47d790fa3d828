import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * What `test/run.mjs` sums up, as JSON in the file `DEMERIT_REPORT` names: how many tests passed and were skipped, which
 * failed and where, and what the tests printed. A file that cannot be loaded, a hook that throws and an error outside
 * every test each count as one failure.
 */
export default class Report {
  notes = []
  /** The files begun and not ended, so that a run that is stopped can say where it stood. */
  begun = new Set()

  onInit(vitest) {
    this.root = vitest.config.root
  }

  onUserConsoleLog({ type, content }) {
    if (type === 'stdout') this.notes.push(...content.split('\n').filter((text) => text.trim() !== ''))
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
    const report = { passed: 0, skipped: 0, failed: [], notes: this.notes }
    for (const module of modules) {
      const file = relative(this.root, module.moduleId)
      for (const error of module.errors()) report.failed.push({ name: `${file}: ${firstLine(error)}`, file })
      for (const suite of module.children.allSuites()) {
        for (const error of suite.errors())
          report.failed.push({ name: `${file} > ${suite.fullName}: ${firstLine(error)}`, file })
      }
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') report.passed++
        else if (state === 'skipped') report.skipped++
        else report.failed.push({ name: `${file} > ${test.fullName}`, file, title: titleOf(test) })
      }
    }
    for (const error of unhandled) report.failed.push({ name: `outside every test: ${firstLine(error)}` })
    write('', report)
  }
}

function write(end, value) {
  if (process.env.DEMERIT_REPORT) writeFileSync(process.env.DEMERIT_REPORT + end, JSON.stringify(value))
}

/** The name that vitest's `-t` matches: the names of the suites and the test, with single spaces between. */
function titleOf(test) {
  return test.fullName.replaceAll(' > ', ' ')
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n')[0]
}
