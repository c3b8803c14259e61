// On the demo floor the numbers of its own PBX are there by themselves: nobody has set it up.
import { isLayer, type Layer, mergeLayers } from './layers.ts'

/** As docs/demo-pbx.md has them. */
const numbers: Layer = { line: { phone: { voicemail: '*97', conference: '630', echo: '*43' } } }

export function withDemoNumbers(layer: Layer): Layer {
  const { site } = layer
  const isDemo = site === undefined || (isLayer(site) && site.kind === 'demo')
  return isDemo ? mergeLayers(numbers, layer) : layer
}
