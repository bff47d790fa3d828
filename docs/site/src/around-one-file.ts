/** What the page has where it is one file (build.mjs): a worker that runs the script of the page, which has the tasks too, and nothing beside it. */
export const HAS_DOCUMENTS = false

export function openWorker(): Worker {
  const script = document.getElementById('script')?.textContent ?? ''
  return new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })))
}
