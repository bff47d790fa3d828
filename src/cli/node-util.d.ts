/** What the command line uses of Node, whose types would be seen in all of the library. */
declare module 'node:util' {
  export function parseArgs(config: {
    readonly args: readonly string[]
    readonly options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>
    readonly allowPositionals: true
    readonly strict: true
  }): {
    readonly values: Readonly<Record<string, string | boolean | undefined>>
    readonly positionals: readonly string[]
  }
}
