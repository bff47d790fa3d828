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
const DIST = join(HERE, 'dist')
const OUT = join(DIST, 'docs')
/** @type {{ repository?: string | { url: string } }} */
const { repository } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
/** Where the sources can be read, if the package says so. */
const SOURCES = (typeof repository === 'string' ? repository : repository?.url)?.replace(/^git\+|\.git$/g, '')

const names = readdirSync(join(ROOT, 'docs'), { recursive: true })
  .map((name) => String(name).replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.md') && !/^(site|api)\//.test(name) && !name.includes('node_modules/'))
  .sort()
/** Each page: where it lies in the repository, where in the site, and its text. */
const pages = [
  { at: 'README.md', to: 'index.html' },
  { at: 'CHANGELOG.md', to: 'CHANGELOG.html' },
  { at: '.github/CONTRIBUTING.md', to: 'CONTRIBUTING.html' },
  { at: 'test/bench/results.md', to: 'bench-results.html' },
  ...names.map((name) => ({ at: `docs/${name}`, to: name.replace(/\.md$/, '.html') })),
].map((page) => ({ ...page, text: readFileSync(join(ROOT, page.at), 'utf8') }))
const pictures = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.svg'))

/** The court cases of the page to play with, which are found by their places. */
const { courtCases } = await import(new URL('../../dist/analysis.js', import.meta.url).href)

/** The first heading of a page. @param {string} text */
function titleOf(text) {
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? 'demerit'
}

/**
 * Where a link of a page leads among the HTML pages; `undefined` if what it leads to is nowhere to be read.
 *
 * @param {string} href
 * @param {(typeof pages)[number]} from
 */
function linkOf(href, from) {
  if (/^[a-z]+:/.test(href) || href.startsWith('#')) return href
  const [path = '', anchor] = href.split('#')
  const target = posix.normalize(posix.join(posix.dirname(from.at), path))
  const picture = pictures.find((name) => target === `docs/${name}`)
  const to = picture ?? pages.find(({ at }) => at === target)?.to
  if (to === undefined) return SOURCES === undefined ? undefined : `${SOURCES}/blob/main/${target}`
  const at = posix.relative(posix.dirname(from.to), to)
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

/** Whether a page is in Chinese. @param {{ at: string }} page */
const isChinese = ({ at }) => at.includes('zh-CN')
const languageOf = (/** @type {{ at: string }} */ page) => (isChinese(page) ? 'zh-CN' : 'en')
/** Where a page stands in the navigation, and what that is called on pages in Chinese. */
const GROUPS = { Start: '概述', Guides: '指南', 'The law': '规定', Reference: '参考', Decisions: '设计决定' }
const LAW = ['CHANGES', 'FACTS', 'INTERPRETATIONS', 'LOOPHOLES', 'RULES'].map((name) => `docs/${name}.md`)
/** @param {string} at */
function groupOf(at) {
  if (/^(docs\/)?README/.test(at)) return 'Start'
  if (at.startsWith('docs/guides/')) return 'Guides'
  if (at.startsWith('docs/adr/')) return 'Decisions'
  return LAW.includes(at) ? 'The law' : 'Reference'
}
/** The same page in the other language. @param {{ at: string }} page */
function twinOf({ at }) {
  const [one, other] = at.includes('zh-CN') ? ['.zh-CN.md', '.md'] : ['.md', '.zh-CN.md']
  // README alone does not lie beside its twin.
  const name = at
    .replace(/^README/, 'docs/README')
    .replace(one, other)
    .replace(/^docs\/README\.md$/, 'README.md')
  return pages.find((page) => page.at === name)
}
/** The groups of the navigation, without what the switch of language leads to: on a page in Chinese those in Chinese come first, and the others say that they are in English. @param {boolean} inChinese */
function groupsFor(inChinese) {
  const groups = Object.entries(GROUPS).map(([group, chinese]) => ({
    title: inChinese ? `${chinese}（英文）` : group,
    pages: pages.filter((page) => groupOf(page.at) === group && !isChinese(page) && !(inChinese && twinOf(page))),
  }))
  const all = inChinese ? [{ title: '中文', pages: pages.filter(isChinese) }, ...groups] : groups
  return all.filter((group) => group.pages.length > 0)
}
/** The anchors of a page's headings, in order. @param {{ text: string }} page */
function sectionsOf({ text }) {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '')
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
}
/** The switch to the other language, with the sections of the page there: those of a guide stand in the same places. @param {(typeof pages)[number]} page @param {string} up */
function switchOf(page, up) {
  const twin = twinOf(page)
  if (twin === undefined) return ''
  const sections = page.at.includes('guides/') ? sectionsOf(twin) : []
  return ` · <a id="language" href="${up}${twin.to}" lang="${languageOf(twin)}" hreflang="${languageOf(twin)}" data-sections="${escaped(sections.join(' '))}">${isChinese(twin) ? '中文' : 'English'}</a>`
}
/** What a page is called in the navigation. @param {{ at: string, text: string }} page */
function calledIn({ at, text }) {
  if (at === 'README.md') return 'What it is'
  return at === 'docs/README.zh-CN.md' ? '中文说明' : titleOf(text)
}

/** Where a fact (`F1.11`) or a point of interpretation (`C25`) is told, from the root of the pages. @type {ReadonlyMap<string, string>} */
const cited = new Map(
  pages.flatMap(({ at, to, text }) => {
    const found = {
      'docs/FACTS.md': [...text.matchAll(/^\| (F\d+\.\d+) /gm)].map(([, id = '']) => [id, id]),
      'docs/INTERPRETATIONS.md': [...text.matchAll(/^#+ ((C\d+)\. .+)$/gm)].map(([, heading = '', id = '']) => [
        id,
        anchorOf(heading),
      ]),
    }[at]
    return (found ?? []).map(([id = '', anchor]) => /** @type {const} */ ([id, `${to}#${anchor}`]))
  }),
)
/** What HTML says of facts and interpretations as links. Of C1 to C6, classes of licences too, in brackets alone. @param {string} html @param {string} up */
function withCited(html, up) {
  return html.replace(
    /<(a|code|pre|h\d)\b[\s\S]*?<\/\1>|<[^>]*>|\bF\d+\.\d+\b|\bC(?:[7-9]|\d\d)\b|(?<=\()C\d(?=[,)])/g,
    (whole) => {
      const to = cited.get(whole)
      return to === undefined ? whole : `<a href="${up}${to}">${whole}</a>`
    },
  )
}

const hasApi = existsSync(join(ROOT, 'docs', 'api', 'index.html'))
/** The choice of light or dark is that of the page and of the reference. */
const THEME = `try{const t=localStorage.getItem('tsd-theme');if(t==='dark'||t==='light')document.documentElement.style.colorScheme=t}catch{}`
mkdirSync(OUT, { recursive: true })
/** The words of each page without their marks, for the search. @type {Map<(typeof pages)[number], string>} */
const told = new Map()
for (const page of pages) {
  const { text, to } = page
  const up = '../'.repeat(to.split('/').length - 1)
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text: heading }) {
        return `<h${depth} id="${anchorOf(heading)}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      link({ href, tokens }) {
        const told = this.parser.parseInline(tokens)
        const link = linkOf(href, page)
        return link === undefined ? told : `<a href="${escaped(link)}">${told}</a>`
      },
      image({ href, text: told }) {
        const link = linkOf(href, page)
        if (link === undefined) return escaped(told)
        // A picture keeps its size, so that its words can be read, and is moved where it is wider than the screen.
        return `<span class="wide" tabindex="0"><img src="${escaped(link)}" alt="${escaped(told)}"></span>`
      },
      // What is wider than the screen is moved by keyboard too.
      code({ text: code }) {
        return `<pre tabindex="0"><code>${escaped(code)}</code></pre>\n`
      },
      table({ header, rows }) {
        const cellsOf = (/** @type {typeof header} */ cells) =>
          cells
            .map(({ tokens, header: isHead }) => {
              const told = this.parser.parseInline(tokens)
              // A head without words is none.
              return isHead && told !== '' ? `<th scope="col">${told}</th>` : `<td>${told}</td>`
            })
            .join('')
        const idOf = (/** @type {typeof header} */ [first]) =>
          page.at === 'docs/FACTS.md' && cited.has(first?.text ?? '') ? ` id="${first?.text}"` : ''
        const body = rows.map((cells) => `<tr${idOf(cells)}>${cellsOf(cells)}</tr>`).join('\n')
        return `<div class="wide" tabindex="0"><table><thead><tr>${cellsOf(header)}</tr></thead><tbody>${body}</tbody></table></div>\n`
      },
    },
  })
  const groups = groupsFor(isChinese(page)).map((group) => {
    const links = group.pages.map(
      (each) =>
        `<li><a href="${up}${each.to}" lang="${languageOf(each)}"${each === page ? ' aria-current="page"' : ''}>${escaped(calledIn(each))}</a></li>`,
    )
    return `<li>${group.title}<ul>${links.join('')}</ul></li>`
  })
  const body = withCited(await marked.parse(text), up)
  told.set(page, plain(body))
  const html = `<!doctype html>
<html lang="${languageOf(page)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><script>${THEME}</script><title>${escaped(titleOf(text))}</title><link rel="icon" href="${up}../icon.svg"><link rel="stylesheet" href="${up}docs.css"></head>
<body>
<nav aria-label="pages"><p><a href="${up}../index.html">demerit</a>${hasApi ? ` · <a href="${up}../api/index.html">API</a>` : ''}${switchOf(page, up)}</p>
<form role="search"><label>Search 搜索 <input type="search" id="search" data-up="${up}" autocomplete="off"></label></form>
<div id="found" role="status"></div>
<details id="all"><summary>${isChinese(page) ? '全部页面' : 'All pages'}</summary><ul id="pages">${groups.join('')}</ul></details></nav>
<main>${body}</main>
<script type="module" src="${up}search.js"></script>
</body></html>
`
  mkdirSync(dirname(join(OUT, to)), { recursive: true })
  writeFileSync(join(OUT, to), html)
}

/** The kinds of what the reference has a page for, by the folder of those pages. */
const KINDS = { functions: 'function', interfaces: 'interface', types: 'type', variables: 'value', classes: 'class' }

/** The text of a piece of HTML. @param {string} html */
function plain(html) {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(
      /&(lt|gt|quot|amp|nbsp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' })[name] ?? '',
    )
    .replace(/\s+/g, ' ')
    .trim()
}

/** The names that the entries export: each with its kind, its entry and the first words about it. */
function symbols() {
  return Object.entries(KINDS).flatMap(([folder, kind]) => {
    const path = join(ROOT, 'docs', 'api', folder)
    if (!existsSync(path)) return []
    return readdirSync(path).map((file) => {
      const html = readFileSync(join(path, file), 'utf8')
      const title = /<title>([^<]*?) \| /.exec(html)?.[1] ?? file
      const [entry = '', name = title] = file.replace(/\.html$/, '').split('.')
      const told = /class="tsd-comment tsd-typography">\s*<p>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? ''
      return {
        to: `../api/${folder}/${file}`,
        title: name,
        kind: `${kind}, ${entry.replaceAll('_', '/')}`,
        text: plain(told),
      }
    })
  })
}

const index = [
  ...(hasApi ? symbols() : []),
  ...pages.map((page) => ({
    to: page.to,
    title: calledIn(page),
    kind: '',
    lang: languageOf(page),
    text: told.get(page) ?? '',
  })),
  ...courtCases.map((/** @type {import('../../dist/analysis.js').CourtCase} */ { id, court, stated }) => ({
    to: `../index.html#whatif?case=${id}`,
    title: `${court.zh} · ${court.en}`,
    kind: 'court case 案件',
    text: `${id} ${Object.values(stated)
      .map(({ says }) => says)
      .join('; ')}`,
  })),
]
cpSync(join(HERE, 'search.mjs'), join(OUT, 'find.js'))
writeFileSync(join(OUT, 'index.js'), `export default ${JSON.stringify(index)}\n`)
writeFileSync(
  join(OUT, 'search.js'),
  `import { attach, stay } from './find.js'\nattach(() => import('./index.js').then((index) => index.default))\nstay()\n`,
)
writeFileSync(
  join(OUT, 'docs.css'),
  `:root{color-scheme:light dark}a{color:light-dark(#8a1f11,#ff9d8a)}body{color:light-dark(#1b1f24,#ece8df);background:light-dark(#fbfaf7,#16181b);font:16px/1.55 system-ui,"Noto Sans SC","PingFang SC",sans-serif;margin:0;display:grid;grid-template-columns:minmax(0,17rem) minmax(0,1fr)}nav{padding:1rem;border-right:1px solid #8886}nav ul,#found ol{padding-left:1rem}nav a[aria-current]{font-weight:700;text-decoration:none}main{padding:1rem 2rem;max-width:60rem;min-width:0;overflow-wrap:anywhere}img{max-width:none;display:block}span.wide{display:block}pre,.wide{overflow-x:auto;overflow-wrap:normal}pre{padding:.75rem;border:1px solid #8886}table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.25rem .5rem;vertical-align:top;text-align:left}input{font:inherit;max-width:100%}#found small{display:block}mark{background:#ff06;color:inherit}@media(min-width:48.01rem){nav{position:sticky;top:0;align-self:start;box-sizing:border-box;max-height:100vh;overflow-y:auto}}@media(max-width:48rem){body{display:block}main{padding:1rem}}@media print{body{display:block}nav{display:none}.wide,pre{overflow:visible;overflow-wrap:anywhere}pre{white-space:pre-wrap}img{max-width:100%}}`,
)
for (const file of pictures) cpSync(join(ROOT, 'docs', file), join(OUT, file))
if (hasApi) copyApi()

/**
 * The text of a page, its links as they lead from the root of the site; what leads nowhere there is words alone.
 *
 * @param {(typeof pages)[number]} page
 */
function withLinksHere(page) {
  return page.text
    .split(/^(```[\s\S]*?^```)/m)
    .map((part) =>
      part.startsWith('```')
        ? part
        : part.replace(/(!?)\[([^\]]*)\]\(<?([^)>\s]+)>?\)/g, (whole, mark, words, href) => {
            if (/^[a-z]+:/.test(href)) return whole
            const link = linkOf(href.startsWith('#') ? `${posix.basename(page.at)}${href}` : href, page)
            if (link === undefined) return words
            const at = /^[a-z]+:/.test(link) ? link : posix.join('docs', posix.dirname(page.to), link)
            return `${mark}[${words}](${at})`
          }),
    )
    .join('')
}

/** The reference, whose links to guides lead to their pages. */
function copyApi() {
  const api = join(DIST, 'api')
  cpSync(join(ROOT, 'docs', 'api'), api, { recursive: true })
  for (const file of readdirSync(api, { recursive: true }).map(String)) {
    if (!file.endsWith('.html')) continue
    const up = '../'.repeat(file.replaceAll('\\', '/').split('/').length)
    const html = readFileSync(join(api, file), 'utf8')
    const linked = html.replace(/href="(?:\.\.\/)*media\/([\w.-]+\.md)(#[^"]*)?"/g, (whole, name, anchor = '') => {
      const page = pages.find(({ at }) => posix.basename(at) === name)
      return page === undefined ? whole : `href="${up}docs/${page.to}${anchor}"`
    })
    // What the reference says is the main part of its page, beside a list of what is on it, and it has the icon of the site.
    const named = linked
      .replace('<div class="col-content">', '<div class="col-content" role="main">')
      .replace('<div class="page-menu">', '<div class="page-menu" role="navigation" aria-label="On this page">')
      .replaceAll('<table>', '<table tabindex="0">')
      .replace('</head>', `<link rel="icon" href="${up}icon.svg"/></head>`)
    const told = named.replace(/<div class="tsd-comment tsd-typography">[\s\S]*?<\/div>/g, (comment) =>
      withCited(comment, `${up}docs/`),
    )
    if (told !== html) writeFileSync(join(api, file), told)
  }
}
writeFileSync(
  join(DIST, 'llms.txt'),
  `# demerit\n\n> China's rule on binding other people's vehicles and handling their traffic violations, as a TypeScript library.\n\n${pages.map((page) => `- [${calledIn(page)}](docs/${page.to})`).join('\n')}\n\n${pages
    .filter((page) => !(page.at.includes('guides/') && isChinese(page)))
    .map(withLinksHere)
    .join('\n\n---\n\n')}\n`,
)
console.log(`${pages.length} pages${hasApi ? ' and the reference' : ''}`)
