// Yes and no as Asterisk's files write them (ast_true() and ast_false() of its utils.c).

export const isYes = (value: string): boolean => /^(yes|true|y|t|1|on)$/i.test(value)
export const isNo = (value: string): boolean => /^(no|false|n|f|0|off)$/i.test(value)
