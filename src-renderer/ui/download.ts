// Gives a file to the person, as the browser's own downloads are.

const KEPT_MS = 10_000 // by then the browser has it

export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
