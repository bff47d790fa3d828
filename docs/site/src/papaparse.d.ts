/** What the page uses of papaparse, which brings no types. */
declare module 'papaparse' {
  interface ParseError {
    readonly type: string
    readonly message: string
    readonly row?: number
  }
  const Papa: {
    parse<T>(
      text: string,
      options: { header: false; delimiter: string; newline: '\n' },
    ): { readonly data: readonly T[]; readonly errors: readonly ParseError[] }
  }
  // biome-ignore lint/style/noDefaultExport: the package has no other export.
  export default Papa
}
