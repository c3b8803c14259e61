// A display without a screen, for windows that are really opened.
import { startChild } from './child.ts'

export type Display = { readonly name: string; readonly close: (signal?: NodeJS.Signals) => Promise<void> }

/** Xvfb picks a free number itself and writes it to the descriptor it is given. */
export async function startDisplay(): Promise<Display> {
  const child = startChild('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x800x24', '-nolisten', 'tcp'])
  return { name: `:${await child.line((text) => /^\d+$/.test(text))}`, close: child.kill }
}
