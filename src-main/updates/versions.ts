// Which of two versions is the newer one (SemVer 2.0, 11): a beta comes before what it leads to.

const form = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]{1,60}))?$/

export const isVersion = (text: string): boolean => form.test(text)

/** Below 0: the first is older. What is no version is older than every one. */
export function compareVersions(first: string, second: string): number {
  const [one, other] = [form.exec(first), form.exec(second)]
  if (!one || !other) return Number(one !== null) - Number(other !== null)
  for (const part of [1, 2, 3]) {
    const by = Number(one[part]) - Number(other[part])
    if (by !== 0) return by
  }
  return compareLabels(one[4], other[4])
}

function compareLabels(first: string | undefined, second: string | undefined): number {
  if (first === undefined || second === undefined) return Number(first === undefined) - Number(second === undefined)
  const [ours, theirs] = [first.split('.'), second.split('.')]
  for (const [place, label] of ours.entries()) {
    const by = compareLabel(label, theirs[place])
    if (by !== 0) return by
  }
  return ours.length - theirs.length
}

/** Numbers come before words, and are numbers. */
function compareLabel(label: string, other: string | undefined): number {
  if (other === undefined) return 1
  const [isNumber, isOther] = [/^\d+$/.test(label), /^\d+$/.test(other)]
  if (isNumber && isOther) return Number(label) - Number(other)
  if (isNumber !== isOther) return isNumber ? -1 : 1
  return label === other ? 0 : label < other ? -1 : 1
}
