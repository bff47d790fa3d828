/** The library's own map, for code by hand: imported, so that the compiler says when it has moved. */
export { emptyMap, get, put } from '../../../src/registry/state/persistent-map.ts'
