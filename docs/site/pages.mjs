// @ts-check
/**
 * The pages of docs as HTML beside the page to play with, the API reference if it was made, one search over all, and llms.txt:
 * all from the Markdown that is in the repository.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Marked } from 'marked'

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = join(HERE, '..', '..')
const OUT = join(HERE, 'dist', 'docs')

const names = readdirSync(join(ROOT, 'docs'), { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.md') && !/^(site|api)\//.test(name) && !name.includes('node_modules/'))
  .sort()
const pages = [
  { name: 'README.md', path: join(ROOT, 'README.md'), to: 'index.html' },
  { name: 'CHANGELOG.md', path: join(ROOT, 'CHANGELOG.md'), to: 'CHANGELOG.html' },
  ...names.map((name) => ({ name, path: join(ROOT, 'docs', name), to: name.replace(/\.md$/, '.html') })),
].map((page) => ({ ...page, text: readFileSync(page.path, 'utf8') }))

/** The first heading of a page. @param {string} text */
function titleOf(text) {
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? 'demerit'
}

/** A link of Markdown as it is among the HTML pages. @param {string} href @param {string} from */
function linkOf(href, from) {
  if (/^[a-z]+:/.test(href) || href.startsWith('#')) return href
  const [path = '', anchor] = href.split('#')
  const base = from === 'README.md' || from === 'CHANGELOG.md' ? '' : `docs/${posix.dirname(from)}`
  const target = posix.normalize(posix.join(base, path))
  const page = pages.find(({ name }) => target === name || target === `docs/${name}`)
  if (page === undefined) return href
  const at = posix.relative(posix.dirname(pages.find(({ name }) => name === from)?.to ?? ''), page.to)
  return anchor === undefined ? at : `${at}#${anchor}`
}

/** The anchor of a heading, as code hosts make it. @param {string} text */
function anchorOf(text) {
  return text
    .toLowerCase()
    .replace(/<[^>]*>/g, '')
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Where a page stands in the navigation. */
const GROUPS = ['Start', 'Guides', 'The law', 'Reference', 'Decisions']
const LAW = ['CHANGES.md', 'FACTS.md', 'INTERPRETATIONS.md', 'LOOPHOLES.md', 'RULES.md']
/** @param {string} name */
function groupOf(name) {
  if (name.includes('README') && !name.includes('/')) return 'Start'
  if (name.startsWith('guides/')) return 'Guides'
  if (name.startsWith('adr/')) return 'Decisions'
  return LAW.includes(name) ? 'The law' : 'Reference'
}
/** What a page is called in the navigation. @param {{ name: string, text: string }} page */
function calledIn({ name, text }) {
  if (name === 'README.md') return 'What it is'
  return name === 'README.zh-CN.md' ? '中文说明' : titleOf(text)
}

const hasApi = existsSync(join(ROOT, 'docs', 'api', 'index.html'))
mkdirSync(OUT, { recursive: true })
for (const { name, text, to } of pages) {
  const up = '../'.repeat(to.split('/').length - 1)
  const marked = new Marked({
    walkTokens(token) {
      if (token.type === 'link' || token.type === 'image') token.href = linkOf(token.href, name)
    },
    renderer: {
      heading({ tokens, depth, text: heading }) {
        return `<h${depth} id="${anchorOf(heading)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
    },
  })
  const groups = GROUPS.map((group) => {
    const links = pages
      .filter((page) => groupOf(page.name) === group)
      .map(
        (page) =>
          `<li><a href="${up}${page.to}"${page.to === to ? ' aria-current="page"' : ''}>${escaped(calledIn(page))}</a></li>`,
      )
    return `<li>${group}<ul>${links.join('')}</ul></li>`
  })
  const html = `<!doctype html>
<html lang="${/zh-CN/.test(name) ? 'zh-CN' : 'en'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(titleOf(text))}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${up}docs.css"></head>
<body>
<nav aria-label="pages"><p><a href="${up}../index.html">demerit</a>${hasApi ? ` · <a href="${up}../api/index.html">API</a>` : ''}</p>
<p><label>Search <input type="search" id="search" data-up="${up}"></label></p>
<details id="all"><summary>All pages</summary><ul id="pages">${groups.join('')}</ul></details></nav>
<main>${await marked.parse(text)}</main>
<script src="${up}search.js"></script>
</body></html>
`
  mkdirSync(dirname(join(OUT, to)), { recursive: true })
  writeFileSync(join(OUT, to), html)
}

const index = pages.map((page) => ({ to: page.to, title: calledIn(page), text: page.text.toLowerCase() }))
writeFileSync(
  join(OUT, 'search.js'),
  `const pages = ${JSON.stringify(index)};
const field = document.getElementById('search');
const list = document.getElementById('pages');
const all = list.innerHTML;
const shown = document.getElementById('all');
shown.open = matchMedia('(min-width: 48rem)').matches;
field.addEventListener('input', () => {
  const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
  shown.open = true;
  if (words.length === 0) { list.innerHTML = all; return; }
  list.replaceChildren(...pages.filter(({ text }) => words.every((word) => text.includes(word))).map(({ to, title }) => {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = field.dataset.up + to;
    link.textContent = title;
    item.append(link);
    return item;
  }));
});
`,
)
writeFileSync(
  join(OUT, 'docs.css'),
  `:root{color-scheme:light dark}body{font:16px/1.55 system-ui,"Noto Sans SC","PingFang SC",sans-serif;margin:0;display:grid;grid-template-columns:minmax(0,17rem) minmax(0,1fr)}nav{padding:1rem;border-right:1px solid #8886}nav ul{padding-left:1rem}nav a[aria-current]{font-weight:700;text-decoration:none}main{padding:1rem 2rem;max-width:60rem;overflow-x:auto}pre{overflow-x:auto;padding:.75rem;border:1px solid #8886}table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.25rem .5rem;vertical-align:top}input{font:inherit;max-width:100%}@media(max-width:48rem){body{display:block}main{padding:1rem}}`,
)
for (const file of readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.svg')))
  cpSync(join(ROOT, 'docs', file), join(OUT, file))
if (hasApi) cpSync(join(ROOT, 'docs', 'api'), join(HERE, 'dist', 'api'), { recursive: true })
writeFileSync(
  join(HERE, 'dist', 'llms.txt'),
  `# demerit\n\n> China's rule on binding other people's vehicles and handling their traffic violations, as a TypeScript library.\n\n${pages.map(({ to, text }) => `- [${titleOf(text)}](docs/${to})`).join('\n')}\n\n${pages.map(({ text }) => text).join('\n\n---\n\n')}\n`,
)
console.log(`${pages.length} pages${hasApi ? ' and the reference' : ''}`)
