// What a refusal and the history name in the place of a rule, where rules are there and none allows it.
export const NO_RULE = 'no rule allows it'
