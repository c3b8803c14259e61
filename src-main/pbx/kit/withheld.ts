// How networks, trunks and switches write that a caller's number or name is withheld. Pure.

/**
 * RFC 3323 and RFC 3325 say `anonymous`; analogue lines a letter (Bellcore GR-31: P for private, O for out of area); switches make words of it, in
 * the language of their country, and zeros. A real number of zeros, such as 000 for help, is short.
 */
const words =
  'anonym(?:ous|e|o)?|anónim[oa]|restricted|private|privat[oa]?|privé|privad[oa]|withheld|blocked|hidden|ocult[oa]|masqué|unterdrückt' +
  '|unavailable|unknown|unbekannt|desconocid[oa]|inconnu|sconosciuto|out of area'
const subjects = 'caller ?id|caller|call|number|name|id|cid|número|numéro|numero|nummer|rufnummer|llamada'
const withheld = new RegExp(
  `^(?:\\+?(?:(?:${subjects}) )?(?:${words})(?: (?:${subjects}))?|no caller ?id|[po]|0{5,})$`,
  'i',
)

/** `sip:anonymous@anonymous.invalid` says no more than its user. */
export const isWithheld = (text: string | null): boolean =>
  text !== null &&
  withheld.test(
    text
      .replace(/^sips?:/i, '')
      .replace(/@.*$/, '')
      .trim(),
  )
