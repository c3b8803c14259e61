// JsSIP publishes no types for its parser; these are of what the tests use.
declare module 'jssip/lib/Parser.js' {
  type Read = { readonly cseq: number; readonly method: string }
  export function parseMessage(
    text: string,
    ua: { readonly configuration: object; readonly transport: object },
  ): Read | undefined
}
