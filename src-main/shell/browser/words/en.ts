// English: what the browser shell says on a page of its own, where the console cannot be shown.
export const en = {
  usedAddress: {
    title: 'This address has already been used',
    text: 'It opens Earshot only once. If Earshot is open in another window, continue there. Otherwise start Earshot again to get a new address.',
  },
  noKey: {
    title: 'This address is not complete',
    text: 'Open the whole address that Earshot shows when it starts. If it has been used already, start Earshot again to get a new one.',
  },
  otherHost: {
    title: 'This is not the address of Earshot',
    text: 'Open the address that Earshot shows when it starts, on the computer it runs on.',
  },
  noPage: { title: 'This page does not exist', text: 'Close it and continue in the window of Earshot.' },
  onlyGet: { title: 'Earshot can’t answer this', text: 'Close this page and continue in the window of Earshot.' },
}

export type RefusalWords = typeof en
