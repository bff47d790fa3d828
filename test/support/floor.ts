/** What a browser must know to run a form: the syntax of ES2022 and no interface of the language after `Object.hasOwn` (Chrome 93, iOS 15.4). */
export const FLOOR = ['chrome93', 'ios15.4', 'safari15.4', 'firefox92']
/** Of ES2023 and later, of regular expressions and of the platform. */
export const LATER =
  /\.(?:toSorted|toReversed|toSpliced|with\(\d|findLast|findLastIndex|groupBy|isWellFormed|toWellFormed|union|intersection|difference|isSubsetOf|fromAsync|withResolvers)\(|\bstructuredClone\b|\(\?<[=!]|\/[dgimsuy]*v[dgimsuy]*[.,;)]|\bIterator\b|\bTemporal\.(?!Instant|ZonedDateTime)/
