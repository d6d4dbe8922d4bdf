/** Words that C keeps for itself. Source: C17 6.4.1, without those that begin with `_`. */
export const cKeywords: ReadonlySet<string> = new Set(
  'auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while'.split(
    ' ',
  ),
);
