/** What the page has around it where it is served: a worker that is a file of its own, and the documents. */
export const HAS_DOCUMENTS = true

export function openWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
}
