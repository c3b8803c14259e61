// The rows by which ShowDialPlan lists a context that is written as in extensions.conf.
import { monitorContext } from '#main/pbx/asterisk/wire/monitor-context.ts'

export type ContextRow = { readonly Extension: string; readonly Application: string; readonly AppData: string }

export const monitorRows = (text: string = monitorContext('earshot-monitor')): readonly ContextRow[] => {
  let exten = ''
  return text.split('\n').flatMap((line) => {
    const [, begun, application = '', data = ''] =
      /^(?:exten =>\s*(\w+)| same =>\s*n)\s*,(?:1,)?(\w+)\((.*)\)$/.exec(line) ?? []
    if (application === '') return []
    exten = begun ?? exten
    return [{ Extension: exten, Application: application, AppData: data }]
  })
}
