// Notices that the program that started us is gone.

/** npm passes a SIGTERM on to its shell alone, which dies of it: nobody but the system tells us that we have another parent now. */
export function whenStarterIsGone(end: () => void): void {
  const starter = process.ppid
  const look = () => {
    if (process.ppid === starter) return
    clearInterval(timer)
    end()
  }
  const timer = setInterval(look, 1000)
}
