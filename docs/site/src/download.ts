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

/** What stands round a picture in its file: room at the sides, its title above, and what made it below. */
const SIDE = 16
const HEAD = 36
const FOOT = 28

/** A picture of the page as a file of its own: with its colours, on its paper, its title and what made it, as large as it is shown. */
export function svgOf(
  picture: SVGSVGElement,
  title: string,
  note: string,
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
  const box = {
    x: drawn.x - SIDE,
    y: drawn.y - HEAD,
    width: drawn.width + 2 * SIDE,
    height: drawn.height + HEAD + FOOT,
  }
  const size = { width: (width * box.width) / drawn.width, height: (height * box.height) / drawn.height }
  for (const [name, value] of Object.entries({ xmlns: 'http://www.w3.org/2000/svg', ...size }))
    copy.setAttribute(name, String(value))
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`)
  const { backgroundColor, color, fontFamily } = getComputedStyle(document.body)
  const element = (name: string, attributes: Readonly<Record<string, string | number>>, text = '') => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
    made.textContent = text
    return made
  }
  const line = { x: drawn.x, fill: color, 'font-family': fontFamily }
  copy.prepend(element('rect', { ...box, fill: backgroundColor }))
  copy.append(
    element('text', { ...line, y: drawn.y - 14, 'font-size': 16, 'font-weight': 'bold' }, title),
    element('text', { ...line, y: drawn.y + drawn.height + 18, 'font-size': 11 }, note),
  )
  return { text: new XMLSerializer().serializeToString(copy), ...size }
}

/** The same as a PNG, twice as large as it is shown. */
export async function pngOf(picture: SVGSVGElement, title: string, note: string): Promise<Blob> {
  const { text, width, height } = svgOf(picture, title, note)
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), { width: width * 2, height: height * 2 })
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob === null ? failed(new Error('no picture')) : done(blob)), 'image/png'),
  )
}
