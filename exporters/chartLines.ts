/**
 * Text broken into lines of about `width` characters where it has a space; one word may be longer. Lines after the
 * first are indented.
 */
export function chartLines(text: string, width = 72): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(lines.length === 0 ? word : `  ${word}`);
  }
  return lines;
}
