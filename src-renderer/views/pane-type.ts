// The kind of thing that is dragged when a pane is: only its id travels with it.
export const PANE_TYPE = 'application/x-earshot-pane'
