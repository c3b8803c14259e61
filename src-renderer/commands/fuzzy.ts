// Fuzzy search of the palette: letters in their order, best at the start of words. Pure.

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLocaleLowerCase()

/** How well the words fit, higher is better; null: not at all. Every one must be found somewhere. */
function fuzzyScore(sought: readonly string[], text: string): number | null {
  const hay = plain(text)
  let total = 0
  for (const word of sought) {
    const score = wordScore(word, hay)
    if (score === null) return null
    total += score
  }
  return total
}

function wordScore(word: string, hay: string): number | null {
  const whole = bestPlace(word, hay)
  if (whole !== null) return whole
  return initialsScore(word, hay) ?? insideScore(word, hay)
}

// Found as it stands: best at the very start, then at the start of a word.
function bestPlace(word: string, hay: string): number | null {
  let best: number | null = null
  for (let at = hay.indexOf(word); at >= 0; at = hay.indexOf(word, at + 1)) {
    const score = at === 0 ? 100 : startsWord(hay, at) ? 80 : 40
    best = Math.max(best ?? 0, score)
  }
  return best
}

// Letters apart: only when each one begins a word or follows the one before, so that "wa" finds "Whisper to the Agent".
function initialsScore(word: string, hay: string): number | null {
  let at = -1
  for (const letter of word) {
    const next = hay[at + 1] === letter ? at + 1 : nextStart(hay, letter, at + 1)
    if (next === null) return null
    at = next
  }
  return 20
}

// Letters left out, as when typing fast: "wisper" and "wspr" find "Whisper". All in one word, whose first letter is there.
function insideScore(word: string, hay: string): number | null {
  if (word.length < 3) return null
  const found = hay.split(/[^\p{L}\p{N}]+/u).some((whole) => whole[0] === word[0] && holdsInOrder(whole, word))
  return found ? 10 : null
}

function holdsInOrder(whole: string, letters: string): boolean {
  let at = -1
  return [...letters].every((letter) => {
    at = whole.indexOf(letter, at + 1)
    return at >= 0
  })
}

function nextStart(hay: string, letter: string, from: number): number | null {
  for (let at = hay.indexOf(letter, from); at >= 0; at = hay.indexOf(letter, at + 1)) {
    if (startsWord(hay, at)) return at
  }
  return null
}

const startsWord = (hay: string, at: number): boolean => at === 0 || !/[\p{L}\p{N}]/u.test(hay[at - 1] ?? ' ')

/** The fitting ones, best first; without a search all, as they are. At most `most`. */
export function fuzzyFind<T>(
  search: string,
  items: readonly T[],
  textOf: (item: T) => string,
  most: number,
): readonly T[] {
  if (search.trim() === '') return items.slice(0, most)
  const sought = plain(search).split(/\s+/).filter(Boolean)
  return items
    .flatMap((item) => {
      const score = fuzzyScore(sought, textOf(item))
      return score === null ? [] : [{ item, score }]
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item)
}
