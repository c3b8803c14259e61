// What is known of one thing of ours on the PBX: a line's channel, a snoop, a bridge. Pure.

/**
 * asked: requested, no answer yet · there · leaving: it must go, and is not known to be gone · unknown: the request for it was not
 * answered, so it may be there, now or in a moment · gone: it is not there.
 */
export type Attachment = 'asked' | 'there' | 'leaving' | 'unknown' | 'gone'

/**
 * made: the request for it was done · seen: an event or a look shows it · refused: the PBX will not make it · unanswered ·
 * unwanted: it must go · ended: an event tells that it is over · absent: a look does not find it.
 */
export type AttachmentNews = 'made' | 'seen' | 'refused' | 'unanswered' | 'unwanted' | 'ended' | 'absent'

export function nextAttachment(now: Attachment, news: AttachmentNews): Attachment {
  switch (news) {
    case 'ended':
      return 'gone'
    case 'made':
      return now === 'asked' || now === 'unknown' ? 'there' : now
    case 'seen':
      // Believed to be gone, and there after all: a late request was done. Nobody wants it any more.
      return now === 'gone' ? 'leaving' : nextAttachment(now, 'made')
    case 'refused':
      return now === 'asked' ? 'gone' : now
    case 'unanswered':
      return now === 'asked' ? 'unknown' : now
    case 'unwanted':
      return now === 'gone' ? 'gone' : 'leaving'
    case 'absent':
      // Before its request is known to be done or refused, that it is not there says nothing of the next moment.
      return now === 'asked' || now === 'unknown' ? now : 'gone'
  }
}

/** Whether it can still do anything on the PBX, for all that is known. */
export const mayBeThere = (state: Attachment): boolean => state !== 'gone'
