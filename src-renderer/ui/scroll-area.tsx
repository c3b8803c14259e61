// A part of a dialog that scrolls by itself, also by keyboard.
import type { ReactNode } from 'react'

export function ScrollArea({ label, children }: { label: string; children: ReactNode }) {
  return (
    // Without it the keyboard cannot scroll it (WCAG 2.1.1).
    <section aria-label={label} className="scroll-area" tabIndex={0}>
      {children}
    </section>
  )
}
