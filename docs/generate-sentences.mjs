// @ts-check
/** docs/SENTENCES.md, every sentence of both languages, for the site alone: it is not committed. Run by `npm run site:build`. */
import { writeFileSync } from 'node:fs'
import { sentencesOf } from 'demerit/analysis'
import { en, enRegistry, zhCN, zhCNRegistry } from 'demerit/explain'
import { SHIPPED_SETS } from 'demerit/rules'

const HEAD = `# Sentences

Every sentence that people read, each with the first case in which it is said: \`sentencesOf\` of \`demerit/analysis\` gives the same.
`
const sections = [
  { title: '中文', language: { ...zhCN, ...zhCNRegistry } },
  { title: 'English', language: { ...en, ...enRegistry } },
].map(({ title, language }) => {
  const rows = sentencesOf(language, SHIPPED_SETS).map(({ of, when, text }) => `| ${of} | ${text} | ${when} |`)
  return `## ${title}\n\n| of | sentence | case |\n| --- | --- | --- |\n${rows.join('\n')}\n`
})
writeFileSync(new URL('SENTENCES.md', import.meta.url), `${HEAD}\n${sections.join('\n')}`)
