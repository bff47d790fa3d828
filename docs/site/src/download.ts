/** Hands a file to who reads the page. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  Object.assign(document.createElement('a'), { href: address, download: name }).click()
  URL.revokeObjectURL(address)
}

/** A CSV with the mark by which Excel sees that it is UTF-8. */
export function csvFile(text: string): Blob {
  return new Blob(['\ufeff', text], { type: 'text/csv' })
}

/** A table of the page as CSV; what a cell would unfold stands in it once, and nothing that stands aside; numbers in plain digits. */
export function csvOf(table: HTMLTableElement): string {
  const cellText = (cell: HTMLTableCellElement) => {
    const copy = cell.cloneNode(true) as HTMLTableCellElement
    for (const control of copy.querySelectorAll('summary, .aside')) control.remove()
    const shown = (copy.textContent ?? '').replace(/\s+/g, ' ').trim()
    // What a file of somebody says stays as it is.
    const text = cell.classList.contains('own')
      ? shown
      : shown.replace(/\b\d{1,3}(?:,\d{3})+\b/g, (number) => number.replaceAll(',', ''))
    // A spreadsheet computes what begins so.
    const kept = /^[=+@]|^-(?!\d)/.test(text) ? `'${text}` : text
    return /[",\n]/.test(kept) ? `"${kept.replaceAll('"', '""')}"` : kept
  }
  return [...table.rows].map((row) => `${[...row.cells].map(cellText).join(',')}\n`).join('')
}

/** What a picture has from the style of the page. */
const STYLED = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
]

/** What stands round a picture in its file: room at the sides, and between its lines. */
const SIDE = 16
const GAP = 10
/** A font that each program has, also one in which the page's own are not. */
const FONT = 'sans-serif'

/** What a picture says in its file beside what is drawn: its title, the answer, and what it rests on. */
export interface PictureText {
  readonly title: string
  readonly answer: readonly string[]
  readonly notes: readonly string[]
}

/** What a letter takes of its size, at most. */
const WIDE = 1
const NARROW = 0.6

/** A text in lines no wider than so many letters of its size: broken at spaces, and anywhere in Chinese. */
export function linesOf(text: string, letters: number): readonly string[] {
  const lines: string[] = []
  let [line, taken] = ['', 0]
  for (const [part] of text.matchAll(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g)) {
    const takes = [...part.trimEnd()].reduce((sum, letter) => sum + (letter < '\u2e80' ? NARROW : WIDE), 0)
    if (line !== '' && taken + takes > letters) {
      lines.push(line.trimEnd())
      ;[line, taken] = ['', 0]
    }
    line += part
    taken += takes + NARROW * (part.length - part.trimEnd().length)
  }
  return line === '' ? lines : [...lines, line.trimEnd()]
}

/** A picture of the page as a file of its own: with its colours, on its paper, its title and what made it, as large as it is shown. */
export function svgOf(
  picture: SVGSVGElement,
  { title, answer, notes }: PictureText,
): {
  readonly text: string
  readonly width: number
  readonly height: number
} {
  const copy = picture.cloneNode(true) as SVGSVGElement
  const [from, to] = [picture, copy].map((each) => [each, ...each.querySelectorAll<SVGElement>('*')]) as [
    SVGElement[],
    SVGElement[],
  ]
  for (const [index, element] of from.entries()) {
    const style = getComputedStyle(element)
    for (const name of STYLED) to[index]?.setAttribute(name, style.getPropertyValue(name))
  }
  const { width, height } = picture.getBoundingClientRect()
  const view = picture.viewBox.baseVal
  const drawn = view === null || view.width === 0 ? { x: 0, y: 0, width, height } : view
  const linesAt = (size: number, texts: readonly string[], bold: object = {}) =>
    texts.flatMap((text) => linesOf(text, drawn.width / size).map((line) => ({ line, size, ...bold })))
  const above = [...linesAt(16, [title], { 'font-weight': 'bold' }), ...linesAt(13, answer)]
  const below = linesAt(11, notes)
  const heightOf = (lines: readonly { readonly size: number }[]) =>
    lines.reduce((sum, { size }) => sum + 1.4 * size, GAP)
  const [head, foot] = [heightOf(above) + GAP, heightOf(below) + GAP]
  const box = {
    x: drawn.x - SIDE,
    y: drawn.y - head,
    width: drawn.width + 2 * SIDE,
    height: drawn.height + head + foot,
  }
  const size = { width: (width * box.width) / drawn.width, height: (height * box.height) / drawn.height }
  for (const [name, value] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', ...size }))
    copy.setAttribute(name, String(value))
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`)
  const { backgroundColor, color } = getComputedStyle(document.body)
  for (const element of to) if (element.hasAttribute('font-family')) element.setAttribute('font-family', FONT)
  const element = (name: string, attributes: Readonly<Record<string, string | number>>, text = '') => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
    made.textContent = text
    return made
  }
  const write = (lines: typeof above, from: number) => {
    let y = from
    for (const { line, size, ...bold } of lines) {
      y += 1.4 * size
      copy.append(
        element(
          'text',
          { x: drawn.x, y, fill: color, 'font-family': FONT, 'font-size': size, 'text-anchor': 'start', ...bold },
          line,
        ),
      )
    }
  }
  copy.prepend(element('rect', { ...box, fill: backgroundColor }))
  write(above, drawn.y - head)
  write(below, drawn.y + drawn.height)
  return { text: new XMLSerializer().serializeToString(copy), ...size }
}

/** The same as a PNG, twice as large as it is shown. */
export async function pngOf(picture: SVGSVGElement, words: PictureText): Promise<Blob> {
  const { text, width, height } = svgOf(picture, words)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 })
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob === null ? failed(new Error('no picture')) : done(blob)), 'image/png'),
  )
}
