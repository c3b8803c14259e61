// What a planted mistake is, and the small edits they are made of.
import { removeFrom, setIn } from '../conf-file.ts'
import type { SiteChange, StockAsterisk } from '../stock-asterisk.ts'

export type Mistake = {
  readonly name: string
  /** What check-site says is missing, or not known. */
  readonly says: RegExp
  /** On the PBX: a file and its text with the mistake; what is to be unloaded; whether only a start shows it. */
  readonly file?: string
  readonly planted?: (text: string, stock: StockAsterisk) => string
  readonly unload?: readonly string[]
  readonly restart?: true
  /** In the site file; the remedy then names its field. */
  readonly site?: (stock: StockAsterisk) => SiteChange
  /** The site that shows the mistake of the PBX, where it is not the page's own. */
  readonly asSite?: SiteChange | ((stock: StockAsterisk) => SiteChange)
  /** What has to be there besides; answers with what takes it away. */
  readonly prepare?: (stock: StockAsterisk) => Promise<() => Promise<void>>
  /** Does what the remedy says, where that is more than lines of files and commands. */
  readonly mend?: (stock: StockAsterisk) => void
  /** What its file alone does not take back. */
  readonly afterwards?: (stock: StockAsterisk) => void
}

export const line =
  (section: string, name: string, value: string, type?: string) =>
  (text: string): string =>
    setIn(text, section, name, value, type)
export const without =
  (section: string, name: string, type?: string) =>
  (text: string): string =>
    removeFrom(text, section, name, type)
export const noModule = (name: string) => (text: string) =>
  text.replace('[modules]\n', `[modules]\nnoload => ${name}.so\n`)
export const byDialplan: SiteChange = { way: 'dialplan', ari: null }
