// What jsdom lacks of a browser, for every test of the window; nobody's own to put there, so that files can share a process.
if ('document' in globalThis) {
  Object.assign(globalThis, {
    CSS: { escape: String },
    matchMedia: () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }),
  })
}

export {}
