// Where popovers are put: inside the main landmark, so that a screen reader finds them among what they belong to.
export const mainOfPage = (): Element => document.querySelector('main') ?? document.body
