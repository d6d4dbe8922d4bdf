/** First number from `from` on for which `is` is true, `to` if there is none; from there on it is true for all. */
export function firstWhere(from: number, to: number, is: (number: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (is(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
